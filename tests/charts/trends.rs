//! Trends, small ones and spark lines: every point stands at its value.

use boardpack::model::{Drawing, Spark, Trend, TrendLine};
use boardpack::value::NumberForm;

use crate::charts::make::{level, line, quarters, trend, values};
use crate::charts::read::{Kind, Read, look, read};
use crate::charts::rules::assert_sound;

const WIDTH: f64 = 453.0;
/// Half a pixel of drawing, and the rounding of what it is compared with.
const NEAR: f64 = 0.13;

fn drawn(trend: Trend) -> Read {
    let picture = read(&Drawing::Trend(trend), WIDTH);
    assert_sound(&picture);
    picture
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= NEAR, "{a} is not {b}");
}

/// From a value to its place, by two numbers of the axis.
fn axis(picture: &Read, low: &str, high: &str) -> impl Fn(f64) -> f64 {
    let across = |text: &str| {
        let number = picture.text(text).middle().1;
        let look = look();
        let lines = [&look.grid, &look.axis].map(|color| picture.colored(Kind::Line, color)).concat();
        let lines = lines.into_iter().filter(|l| l.points.len() == 2 && l.frame[1] == l.frame[3]);
        let grid = lines.map(|l| l.frame[1]).min_by(|a, b| (a - number).abs().total_cmp(&(b - number).abs()));
        grid.expect("a line across")
    };
    let value = |text: &str| text.replace(',', "").parse::<f64>().expect("a number");
    let (y0, y1, v0, v1) = (across(low), across(high), value(low), value(high));
    move |v: f64| y0 + (v - v0) / (v1 - v0) * (y1 - y0)
}

#[test]
fn points_stand_at_their_values() {
    let of = [44.0, 42.0, 39.5, 45.25, 10.0, 3.0, 50.0];
    let picture = drawn(trend(vec![line("County", "44 42 39.5 45.25 10 3 50")], vec![]));
    let y = axis(&picture, "0", "50");
    let lines = picture.colored(Kind::Line, "#12436D");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].points.len(), of.len());
    for ((_, at), value) in lines[0].points.iter().zip(of) {
        near(*at, y(value));
    }
    let xs: Vec<f64> = lines[0].points.iter().map(|p| p.0).collect();
    let step = (xs[6] - xs[0]) / 6.0;
    for (n, x) in xs.iter().enumerate() {
        near(*x, xs[0] + step * n as f64);
    }
}

#[test]
fn a_line_is_broken_where_a_count_begins_anew() {
    let own = TrendLine { breaks: vec![3], ..line("Fires", "100 110 120 10 20 30 40") };
    let picture = drawn(trend(vec![own], vec![]));
    let lines = picture.colored(Kind::Line, "#12436D");
    assert_eq!(lines.iter().map(|line| line.points.len()).collect::<Vec<_>>(), [3, 4]);
    // A value alone between two breaks is seen.
    let alone = TrendLine { breaks: vec![2, 3], ..line("Fires", "100 110 120 10 20") };
    let picture = drawn(trend(vec![alone], vec![]));
    assert_eq!(picture.colored(Kind::Line, "#12436D").len(), 2);
    assert_eq!(picture.colored(Kind::Dot, "#12436D").len(), 2);
}

#[test]
fn a_target_stands_at_its_value_and_is_dashed() {
    let picture = drawn(trend(vec![line("", "44 42 30 10")], vec![level("Target 40%", "40 40 40 40")]));
    let y = axis(&picture, "0", "40");
    let targets: Vec<_> = picture.colored(Kind::Line, &look().text);
    assert_eq!(targets.len(), 1);
    assert!(targets[0].dashed);
    near(targets[0].points[0].1, y(40.0));
    near(targets[0].points[1].1, y(40.0));
    let words = picture.text("Target 40%").middle().1;
    assert!((words - y(40.0)).abs() < 12.0, "its words are at it");
}

#[test]
fn a_stepped_target_has_its_steps() {
    let picture = drawn(trend(vec![line("", "44 42 30 10")], vec![level("T", "20 20 40 .")]));
    let y = axis(&picture, "0", "40");
    let target = picture.colored(Kind::Line, &look().text)[0];
    assert_eq!(target.points.len(), 4);
    for (point, value) in target.points.iter().zip([20.0, 20.0, 40.0, 40.0]) {
        near(point.1, y(value));
    }
}

#[test]
fn a_gap_breaks_the_line_and_a_lone_value_is_a_dot() {
    let picture = drawn(trend(vec![line("", "10 20 . 30 . 40 30")], vec![]));
    let y = axis(&picture, "0", "40");
    let lines = picture.colored(Kind::Line, "#12436D");
    assert_eq!(lines.iter().map(|l| l.points.len()).collect::<Vec<_>>(), [2, 2]);
    let dots = picture.colored(Kind::Dot, "#12436D");
    assert_eq!(dots.len(), 2, "the lone value and the last one");
    near(dots[0].middle().1, y(30.0));
}

#[test]
fn four_lines_differ_by_more_than_color() {
    let lines = ["One", "Two", "Three", "Four"];
    let of = ["1 2 3 4", "4 3 2 1", "2 2 3 3", "3 1 1 2"];
    let picture = drawn(trend(lines.iter().zip(of).map(|(n, v)| line(n, v)).collect(), vec![]));
    let dash = |color: &str| {
        let at = picture.svg.find(&format!("stroke=\"{color}\" stroke-width=\"2\"")).expect("a line");
        let start = picture.svg[..at].rfind('<').expect("a tag");
        picture.svg[start..at].to_owned()
    };
    let mut dashes: Vec<String> = look().colors.iter().map(|color| dash(color)).collect();
    dashes.sort();
    dashes.dedup();
    assert_eq!(dashes.len(), 4, "{dashes:?}");
    for name in lines {
        assert!(picture.text(name).frame[0] > WIDTH * 0.7, "{name} is named at its end");
    }
}

#[test]
fn lines_that_end_together_are_named_apart() {
    let names = ["Anti-social behaviour", "Burglary", "Vehicle crime", "Violence against the person"];
    let lines = names.map(|name| line(name, "10 20 30 30.1")).to_vec();
    let picture = drawn(trend(lines, vec![]));
    assert!(picture.words().contains(&"Burglary"));
}

#[test]
fn names_that_are_too_long_stand_in_a_key_above() {
    let name = "The average of all community safety partnerships that are most similar to it, as the Home Office chose them, by year";
    let names = ["average", "median", "lowest", "highest"].map(|word| name.replace("average", word));
    let lines = names.iter().map(|name| line(name, "1 2 3")).collect();
    let picture = drawn(trend(lines, vec![level("Target 2", "2 2 2")]));
    let plot = picture.colored(Kind::Line, &look().grid).iter().map(|l| l.frame[1]).fold(f64::MAX, f64::min);
    let first =
        picture.of(Kind::Text).into_iter().find(|t| t.text.starts_with("The average")).expect("a key");
    assert!(first.frame[3] < plot && first.frame[0] < 40.0);
}

#[test]
fn words_of_points_stand_near_them() {
    let mut one = line("County", "10 12 20 14 9 3 8 11 12");
    one.points = vec![(2, "Peak: 20".into()), (5, "Lowest: 3".into()), (8, "12".into())];
    let picture = drawn(trend(vec![one], vec![level("Target 9", "9 9 9 9 9 9 9 9 9")]));
    let points = picture.colored(Kind::Line, "#12436D")[0].points.clone();
    for (index, words) in [(2, "Peak: 20"), (5, "Lowest: 3")] {
        let (x, y) = picture.text(words).middle();
        let far = ((x - points[index].0).powi(2) + (y - points[index].1).powi(2)).sqrt();
        assert!(far < 40.0, "{words} is {far} points away");
    }
    assert!(picture.text("12").frame[0] > points[8].0, "the latest value is at the end");
}

#[test]
fn sixty_periods_name_the_first_and_the_last() {
    let of: Vec<String> = (0..60).map(|n| (n * 37 % 50).to_string()).collect();
    let picture = drawn(trend(vec![line("Offences", &of.join(" "))], vec![]));
    let periods = quarters(60);
    picture.text(&periods[0]);
    picture.text(&periods[59]);
    assert!(picture.svg.len() < 15_000, "{}", picture.svg.len());
}

#[test]
fn awkward_trends_are_sound() {
    for of in
        ["5", "5 5 5 5", "0 0 0", "-3 -8 4 12", "-5 -5", ". . .", ". 4 .", "1 1000000000", "0.0001 0.0002"]
    {
        let mut one = line("A line of a long name of forty letters", of);
        one.points = vec![(0, "First of all".into()), (1, "Second".into())];
        let count = of.split(' ').count();
        let picture = drawn(trend(vec![one], vec![level("Target 1", &"1 ".repeat(count))]));
        assert!(picture.height < 260.0);
    }
    drawn(trend(vec![], vec![]));
    drawn(Trend { periods: vec![], ..trend(vec![line("x", "1 2")], vec![]) });
}

#[test]
fn an_empty_picture_says_so() {
    assert_eq!(drawn(trend(vec![line("County", ". .")], vec![])).words(), ["no data"]);
}

#[test]
fn small_trends_share_a_scale() {
    let area = |name: &str, of: &str| (name.to_owned(), trend(vec![line("", of)], vec![]));
    let areas = vec![area("Blaby", "10 20 30"), area("Melton", "30 20 10"), area("Rutland", "20 20 20")];
    let picture = read(&Drawing::Multiples(areas), WIDTH);
    assert_sound(&picture);
    let lines = picture.colored(Kind::Line, "#12436D");
    assert_eq!(lines.len(), 3);
    near(lines[0].points[0].1, lines[1].points[2].1);
    near(lines[0].points[2].1, lines[1].points[0].1);
    near(lines[2].points[1].1, (lines[0].points[0].1 + lines[0].points[2].1) / 2.0);
    for words in ["Blaby", "Melton", "Rutland", "30", "10", "20"] {
        picture.text(words);
    }
}

#[test]
fn twenty_five_wards_have_small_trends() {
    let area = |n: usize| {
        let name = format!("Castle Donington and Kegworth Ward {n}");
        let own = TrendLine { comparator: true, ..line("District average", "3 4 5 4 3 6 7 8") };
        (name, trend(vec![line("", "5 6 7 6 8 9 2 1"), own], vec![level("Target 4", "4 4 4 4 4 4 4 4")]))
    };
    let picture = read(&Drawing::Multiples((0..25).map(area).collect()), WIDTH);
    assert_sound(&picture);
    assert_eq!(picture.words().iter().filter(|w| **w == "Target 4").count(), 1, "once, in the key");
}

#[test]
fn spark_lines_have_no_text() {
    for (of, dots, lines) in
        [("5 6 4 7", 1, 1), ("5 . 4 7 . 8", 3, 3), ("5", 2, 0), ("3 3 3", 1, 1), ("0 0", 1, 1), (". .", 0, 0)]
    {
        let picture = read(&Drawing::Spark(Spark { values: values(of), breaks: vec![] }), 54.0);
        assert_sound(&picture);
        assert_eq!((picture.of(Kind::Dot).len(), picture.of(Kind::Line).len()), (dots, lines), "{of}");
        assert!((picture.height - 12.0).abs() < 0.1 && picture.words().is_empty());
    }
}

/// A year to date that begins anew is no gap: nothing leads over it.
#[test]
fn a_spark_line_is_bridged_over_gaps_and_broken_where_a_count_begins_anew() {
    let spark =
        |of: &str, breaks: Vec<usize>| read(&Drawing::Spark(Spark { values: values(of), breaks }), 54.0);
    let bridges = |picture: &Read| picture.colored(Kind::Line, &look().axis).len();
    assert_eq!(bridges(&spark("5 6 . 7 8", vec![])), 1);
    let anew = spark("5 6 1 2", vec![2]);
    assert_eq!((bridges(&anew), anew.colored(Kind::Line, "#12436D").len()), (0, 2));
    assert_eq!(bridges(&spark("5 6 . 1 2", vec![3])), 0);
}

#[test]
fn numbers_keep_their_form_and_text_is_escaped() {
    let money = NumberForm { decimals: Some(2), percent: false, money: true };
    let mut one = line("R&D <\"spend\"> opacity=\"1\"", "200000 1350000");
    one.points = vec![(0, "It’s £1.2m & rising".into())];
    let picture = read(&Drawing::Trend(Trend { form: money, ..trend(vec![one], vec![]) }), WIDTH);
    assert!(picture.words().contains(&"£500,000"));
    assert!(picture.words().join(" ").contains("<\"spend\">"));
    assert!(picture.words().join(" ").contains("opacity=\"1\""));
}
