//! Bars: they begin at zero, and their lengths are in proportion to their values.

use boardpack::model::{AreaBars, Drawing};

use crate::charts::make::{areas, bar, bars, number};
use crate::charts::read::{FINE, Kind, Mark, Read, look, read};
use crate::charts::rules::assert_sound;

const WIDTH: f64 = 453.0;

fn drawn(drawing: &Drawing) -> Read {
    let picture = read(drawing, WIDTH);
    assert_sound(&picture);
    picture
}

/// Lengths in pixels against values, to half a pixel.
fn assert_in_proportion(lengths: &[f64], values: &[f64]) {
    let (longest, largest) = lengths
        .iter()
        .zip(values)
        .fold((0.0, 1.0), |best, (l, v)| if *l > best.0 { (*l, v.abs()) } else { best });
    assert_eq!(lengths.len(), values.len());
    for (length, value) in lengths.iter().zip(values) {
        let wanted = value.abs() / largest * longest;
        // The longest is rounded too.
        assert!((length - wanted).abs() * FINE <= 1.0, "{value} is {length} long and not {wanted}");
    }
}

fn zero(picture: &Read) -> &Mark {
    let axis = picture.colored(Kind::Line, &look().axis);
    axis.into_iter()
        .max_by(|a, b| (a.frame[3] - a.frame[1]).total_cmp(&(b.frame[3] - b.frame[1])))
        .expect("zero")
}

#[test]
fn bars_of_areas_are_in_proportion_and_begin_at_zero() {
    let of = [14.2, 12.9, 11.1, 10.4, 9.7, 0.9, -4.0];
    let picture = drawn(&Drawing::Areas(areas("14.2 12.9 11.1 10.4 9.7 0.9 -4")));
    let boxes = picture.colored(Kind::Box, "#12436D");
    assert_in_proportion(&boxes.iter().map(|b| b.length()).collect::<Vec<_>>(), &of);
    let zero = zero(&picture).frame[0];
    for (mark, value) in boxes.iter().zip(of) {
        assert_eq!(if value < 0.0 { mark.frame[2] } else { mark.frame[0] }, zero);
    }
}

#[test]
fn tiny_and_huge_values_are_in_proportion() {
    for (text, of) in [
        ("1000000000 500000000 1", [1e9, 5e8, 1.0]),
        ("0.0004 0.0003 0.0001", [4.0, 3.0, 1.0]),
        ("-9 -8 -7", [9.0, 8.0, 7.0]),
    ] {
        let picture = drawn(&Drawing::Areas(areas(text)));
        let mut lengths: Vec<f64> =
            picture.colored(Kind::Box, "#12436D").iter().map(|b| b.length()).collect();
        lengths.resize(3, 0.0);
        assert_in_proportion(&lengths, &of);
    }
}

#[test]
fn values_stand_at_the_ends_of_bars() {
    let picture = drawn(&Drawing::Areas(areas("14.2 -12.9 0 .")));
    let boxes = picture.colored(Kind::Box, "#12436D");
    let gap = |a: f64, b: f64| assert!((b - a) > 1.0 && (b - a) < 8.0, "{a} {b}");
    gap(boxes[0].frame[2], picture.text("14.2").frame[0]);
    gap(picture.text("−12.9").frame[2], boxes[1].frame[0]);
    gap(zero(&picture).frame[0], picture.text("0").frame[0]);
    gap(zero(&picture).frame[0], picture.text("Not published").frame[0]);
}

#[test]
fn a_line_for_the_average_stands_at_its_value() {
    let lines = vec![
        ("County 10".into(), number("10")),
        ("England 10.5".into(), number("10.5")),
        ("Region 3".into(), number("3")),
    ];
    let picture = drawn(&Drawing::Areas(AreaBars { lines, ..areas("20 12 5") }));
    let zero = zero(&picture).frame[0];
    let unit = picture.colored(Kind::Box, "#12436D")[0].length() / 20.0;
    let dark = picture.colored(Kind::Line, &look().text);
    assert_eq!(dark.len(), 3);
    for (line, value) in dark.iter().zip([10.0, 10.5, 3.0]) {
        assert!(line.dashed && (line.points[0].0 - zero - value * unit).abs() <= 0.13);
    }
}

#[test]
fn intervals_span_their_values() {
    let mut given = areas("20 10");
    given.bars[0].interval = Some((number("15"), number("26")));
    let picture = drawn(&Drawing::Areas(given));
    let zero = zero(&picture).frame[0];
    let unit = picture.colored(Kind::Box, "#12436D")[0].length() / 20.0;
    let whisker = picture.colored(Kind::Line, &look().text);
    let whisker = whisker.iter().max_by(|a, b| a.length().total_cmp(&b.length())).expect("a whisker");
    assert!((whisker.frame[0] - zero - 15.0 * unit).abs() <= 0.13);
    assert!((whisker.frame[2] - zero - 26.0 * unit).abs() <= 0.13);
    assert!(picture.text("20").frame[0] > whisker.frame[2], "the value follows the whisker");
}

#[test]
fn long_names_and_many_areas_have_room() {
    let name = "Castle Donington West and Donington Park with all airport wards";
    let bars = (0..60).map(|n| bar(&format!("{name} {n}"), &(600 - n * 9).to_string())).collect();
    let picture = drawn(&Drawing::Areas(AreaBars { bars, ..areas("") }));
    let boxes = picture.colored(Kind::Box, "#12436D");
    assert_eq!(boxes.len(), 60);
    assert!(boxes[0].frame[0] <= WIDTH * 0.47, "names take too much");
}

#[test]
fn upright_bars_are_in_proportion_and_begin_at_zero() {
    let given = bars(&["2022/23", "2023/24"], &[("County", "41 20.5"), ("England", "45 -9")]);
    let picture = drawn(&Drawing::Grouped(given));
    let height = |color: &str| -> Vec<f64> {
        let boxes = picture.colored(Kind::Box, color).into_iter().filter(|b| b.length() > 12.0);
        boxes.map(|b| b.frame[3] - b.frame[1]).collect()
    };
    assert_in_proportion(&[height("#12436D"), height("#E0560F")].concat(), &[41.0, 20.5, 45.0, -9.0]);
    let zero = picture.colored(Kind::Line, &look().axis)[0].frame[1];
    for mark in picture.of(Kind::Box).iter().filter(|b| b.length() > 12.0) {
        assert!(mark.frame[1] == zero || mark.frame[3] == zero);
    }
    let top = picture
        .colored(Kind::Box, "#12436D")
        .iter()
        .filter(|b| b.length() > 12.0)
        .map(|b| b.frame[1])
        .fold(0.0, f64::min);
    assert!(picture.text("41").frame[3] > top);
}

#[test]
fn long_groups_make_bars_lie() {
    let groups = ["Hinckley and Bosworth", "North West Leicestershire", "Oadby and Wigston", "Charnwood"];
    let given = bars(&groups, &[("2023/24", "12 4.5 7 0"), ("2024/25", "24 . 17 3")]);
    let picture = drawn(&Drawing::Grouped(given));
    let boxes: Vec<_> =
        picture.colored(Kind::Box, "#12436D").into_iter().skip_while(|b| b.length() < 9.0).collect();
    let lengths: Vec<f64> = boxes.iter().filter(|b| b.frame[0] > 20.0).map(|b| b.length()).collect();
    assert_in_proportion(&lengths, &[12.0, 4.5, 7.0]);
    picture.text("no data");
    picture.text("North West Leicestershire");
}

#[test]
fn stacked_parts_follow_one_another() {
    let groups = ["Hinckley and Bosworth", "North West Leicestershire", "Oadby and Wigston", "Charnwood"];
    let given = bars(&groups, &[("Yes", "30 40 50 60"), ("No", "60 50 40 30"), ("Left", "-10 -20 -30 0")]);
    let picture = drawn(&Drawing::Stacked(given));
    let zero = zero(&picture).frame[0];
    let of = |color: &str| -> Vec<&Mark> {
        picture.colored(Kind::Box, color).into_iter().filter(|b| b.frame[3] - b.frame[1] > 12.0).collect()
    };
    let (yes, no, left) = (of("#12436D"), of("#219189"), of("#801650"));
    let lengths = |marks: &[&Mark]| marks.iter().map(|b| b.length()).collect::<Vec<_>>();
    assert_in_proportion(&[lengths(&yes), lengths(&no)].concat(), &[30., 40., 50., 60., 60., 50., 40., 30.]);
    for (a, b) in yes.iter().zip(&no) {
        assert_eq!((a.frame[0], a.frame[2]), (zero, b.frame[0]));
    }
    assert!(left.iter().all(|b| b.frame[2] == zero));
}

#[test]
fn values_without_room_give_way_to_an_axis() {
    let given = bars(&["2022/23", "2023/24"], &[("Standard", "1410 1380"), ("High", "3 9")]);
    let picture = drawn(&Drawing::Stacked(given));
    assert!(picture.words().contains(&"1,410") && picture.words().contains(&"1,000"));
    assert!(!picture.words().contains(&"3"));
}

#[test]
fn awkward_bars_are_sound() {
    for of in ["0 0 0", ". . .", "-1 -2 -3", "5", ""] {
        drawn(&Drawing::Areas(areas(of)));
        let groups: Vec<&str> = ["Q1", "Q2", "Q3"].into_iter().take(of.split_whitespace().count()).collect();
        drawn(&Drawing::Grouped(bars(&groups, &[("One", of), ("Two", of)])));
        drawn(&Drawing::Stacked(bars(&groups, &[("One", of), ("Two", of)])));
    }
    drawn(&Drawing::Stacked(bars(&["Q1"], &[])));
    let wards: Vec<String> = (0..25).map(|n| format!("Castle Donington and Kegworth Ward {n}")).collect();
    let names: Vec<&str> = wards.iter().map(String::as_str).collect();
    let of = (0..25).map(|n| (n * 7 % 23).to_string()).collect::<Vec<_>>().join(" ");
    drawn(&Drawing::Grouped(bars(&names, &[("2023/24", &of), ("2024/25", &of)])));
    drawn(&Drawing::Stacked(bars(&names, &[("2023/24", &of), ("2024/25", &of)])));
}
