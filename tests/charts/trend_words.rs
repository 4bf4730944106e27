//! What a trend says beside its values: its gaps, where its axis begins, its years, and which line is which.

use boardpack::model::{Drawing, Trend, TrendLine};

use crate::charts::make::{line, parts, trend};
use crate::charts::read::{Kind, Mark, Read, look, read};
use crate::charts::rules::assert_sound;

const WIDTH: f64 = 453.0;

fn drawn(trend: Trend) -> Read {
    let picture = read(&Drawing::Trend(trend), WIDTH);
    assert_sound(&picture);
    picture
}

/// The dotted lines in the colour of the axis.
fn bridges(picture: &Read) -> Vec<&Mark> {
    picture.colored(Kind::Line, &look().axis).into_iter().filter(|line| line.dashed).collect()
}

#[test]
fn a_gap_is_bridged_and_said_once() {
    let picture = drawn(trend(vec![line("Rate", "17.17 . . 16.81 15.52 17.97 . . . 15.70")], vec![]));
    let bridges = bridges(&picture);
    assert_eq!(bridges.len(), 2);
    let points: Vec<(f64, f64)> =
        picture.colored(Kind::Line, "#12436D").iter().flat_map(|l| l.points.clone()).collect();
    assert_eq!(bridges[0].points[1], points[0], "a bridge ends where the line goes on");
    assert_eq!(bridges[1].points[0], *points.last().expect("a point"));
    assert_eq!(picture.words().iter().filter(|words| **words == "figures not held").count(), 1);
    let (x, _) = picture.text("figures not held").middle();
    assert!(x > bridges[1].frame[0] && x < bridges[1].frame[2], "at the wider gap");
}

#[test]
fn a_gap_of_marks_is_bridged_without_words_and_a_new_count_is_not_bridged() {
    let marked = TrendLine { marked: vec![2], ..line("Rate", "5 6 . 8 9") };
    let picture = drawn(trend(vec![marked], vec![]));
    assert_eq!(bridges(&picture).len(), 1);
    assert!(!picture.words().contains(&"figures not held"));
    let anew = TrendLine { breaks: vec![3], ..line("Fires", "5 6 . 1 2") };
    let picture = drawn(trend(vec![anew], vec![]));
    assert_eq!((bridges(&picture).len(), picture.colored(Kind::Line, "#12436D").len()), (0, 2));
}

#[test]
fn an_axis_without_zero_says_where_it_begins() {
    let picture = drawn(trend(vec![line("Rate", "17.17 16.81 15.52 17.97")], vec![]));
    let words = picture.text("The axis begins at 15").frame;
    assert!(words[3] < picture.colored(Kind::Line, "#12436D")[0].frame[1], "over the line");
    let picture = drawn(trend(vec![line("Rate", "7 16.81 15.52 17.97")], vec![]));
    assert!(!picture.words().iter().any(|words| words.contains("begins")));
}

#[test]
fn no_point_is_above_the_top_line_or_below_the_lowest() {
    for of in ["1 2 3 41", "17.97 15.52", "99.1 98.2", "-7 -31", "-41 3 52", "0.11 0.12"] {
        let picture = drawn(trend(vec![line("Rate", of)], vec![]));
        let across = [look().grid, look().axis].map(|color| {
            let lines = picture.colored(Kind::Line, &color).into_iter();
            lines.filter(|l| l.frame[1] == l.frame[3]).map(|l| l.frame[1]).collect::<Vec<f64>>()
        });
        let across = across.concat();
        let top = across.iter().copied().fold(f64::MAX, f64::min);
        let bottom = across.iter().copied().fold(f64::MIN, f64::max);
        for (_, y) in &picture.colored(Kind::Line, "#12436D")[0].points {
            assert!(*y >= top - 0.13 && *y <= bottom + 0.13, "{of}: {y} is not between {top} and {bottom}");
        }
    }
}

#[test]
fn quarters_stand_above_the_bands_of_their_years() {
    let of = trend(vec![line("Rate", "1 2 3 4 5 6 7 8 9 10")], vec![]);
    let picture = drawn(Trend { parts: parts(10), ..of.clone() });
    let first: Vec<&Mark> = picture.of(Kind::Text).into_iter().filter(|text| text.text == "Q1").collect();
    assert_eq!(first.len(), 3);
    for year in ["2010/11", "2011/12", "2012/13"] {
        let words = picture.text(year).frame;
        assert!(words[1] > first[0].frame[3], "{year} is below its quarters");
    }
    let [left, right] = ["2010/11", "2011/12"].map(|year| picture.text(year).middle().0);
    let step = (first[1].middle().0 - first[0].middle().0) / 4.0;
    assert!((right - left - 4.0 * step).abs() < 0.5, "each year stands in the middle of its quarters");
    // Where quarters have no room, years alone; where years have none either, some periods in full.
    let many = |count: usize| {
        let values = vec!["5"; count].join(" ");
        drawn(Trend { parts: parts(count), ..trend(vec![line("Rate", &values)], vec![]) })
    };
    let years = many(28);
    assert!(years.words().contains(&"2012/13") && !years.words().contains(&"Q1"));
    assert!(many(80).words().contains(&"Q1 2010/11"));
    assert!(drawn(of).words().contains(&"Q1 2010/11"), "periods that are no parts of years");
}

#[test]
fn lines_that_end_together_are_told_apart() {
    let of = ["10 10 10 20", "10 16 18 20", "10 28 30 20", "10 37 40 20"];
    let names = ["Homes", "Vehicles", "Bins", "False alarms"];
    let lines = names.iter().zip(of).map(|(name, values)| line(name, values)).collect();
    let picture = drawn(trend(lines, vec![]));
    let tops = names.map(|name| picture.text(name).frame[1]);
    assert!(tops[3] < tops[2] && tops[2] < tops[1] && tops[1] < tops[0], "in the order in which they come");
    for (name, color) in names.iter().zip(&look().colors) {
        let words = picture.text(name).frame;
        let beside = |mark: &&&Mark| {
            mark.frame[2] < words[0]
                && mark.frame[0] > WIDTH * 0.6
                && (mark.middle().1 - words[1]).abs() < 12.0
        };
        let samples = picture.colored(Kind::Line, color);
        assert_eq!(samples.iter().filter(beside).count(), 1, "{name} has a sample of its line");
        let shapes = picture.marks.iter().filter(|mark| mark.kind != Kind::Line && mark.kind != Kind::Text);
        let own: Vec<&Mark> = shapes.filter(|mark| mark.color == color.to_lowercase()).collect();
        assert!(own.iter().any(|dot| beside(&dot)), "{name} has its marker");
    }
    let alone = drawn(trend(vec![line("Homes", "10 20")], vec![]));
    assert_eq!(alone.colored(Kind::Line, "#12436D").len(), 1, "a line alone needs none");
}
