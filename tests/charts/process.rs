//! Control charts: mean, limits and markers stand at their values; signs have words.

use boardpack::model::{Cause, Drawing, ProcessChart, ProcessSign, ProcessStretch, TrendLine};

use crate::charts::make::{level, line, number, trend};
use crate::charts::read::{Kind, Mark, Read, look, read};
use crate::charts::rules::assert_sound;

const WIDTH: f64 = 453.0;

fn sign(cause: Option<Cause>, letter: &str, words: &str) -> ProcessSign {
    ProcessSign { cause, letter: letter.to_owned(), words: words.to_owned() }
}

fn stretch(from: usize, to: usize, mean: &str, limits: (&str, &str)) -> ProcessStretch {
    ProcessStretch { from, to, mean: number(mean), limits: Some((number(limits.0), number(limits.1))) }
}

/// Twelve values with a step after the sixth, and two special causes.
pub(crate) fn chart() -> ProcessChart {
    let values = "10 12 10 12 10 12 20 22 20 22 30 14";
    let mut causes = vec![None; 12];
    causes[10] = Some(Cause::Concerning);
    causes[11] = Some(Cause::Improving);
    ProcessChart {
        trend: trend(
            vec![TrendLine { breaks: vec![6], ..line("Waits", values) }],
            vec![level("Target 24", &"24 ".repeat(12))],
        ),
        stretches: vec![stretch(0, 6, "11", ("6", "16")), stretch(6, 12, "21", ("15", "28"))],
        causes,
        signs: vec![
            sign(Some(Cause::Improving), "L", "Special cause, improving: low"),
            sign(None, "?", "Target hit and missed"),
        ],
        key: vec![
            (Cause::Concerning, "special cause, of concern".into()),
            (Cause::Improving, "special cause, improving".into()),
        ],
        labels: ["Mean 21", "Upper limit 28", "Lower limit 15"].map(String::from),
    }
}

fn drawn(chart: ProcessChart) -> Read {
    let picture = read(&Drawing::Process(Box::new(chart)), WIDTH);
    assert_sound(&picture);
    picture
}

/// The level lines in the colour of the limits, by their heights, samples in the column left out.
fn across(picture: &Read) -> Vec<&Mark> {
    let lines = picture.colored(Kind::Line, &look().comparator).into_iter();
    lines.filter(|line| line.frame[1] == line.frame[3] && line.length() > 60.0).collect()
}

#[test]
fn mean_and_limits_stand_at_their_values_and_begin_anew() {
    let picture = drawn(chart());
    let lines = across(&picture);
    assert_eq!(lines.len(), 6);
    assert_eq!(lines.iter().filter(|line| line.dashed).count(), 4, "limits are dashed, means are not");
    let y = |at: usize| lines[at].frame[1];
    // Mean 11 and limits 6 and 16, mean 21 and limits 15 and 28: one scale for all.
    let unit = (y(0) - y(3)) / 10.0;
    for (at, value) in [(1, 6.0), (2, 16.0), (4, 15.0), (5, 28.0)] {
        assert!((y(at) - (y(0) - (value - 11.0) * unit)).abs() < 0.3, "{value}");
    }
    assert!((lines[0].frame[2] - lines[3].frame[0]).abs() < 0.3, "one stretch ends where the next begins");
    let values = picture.colored(Kind::Line, &look().comparator);
    let values: Vec<_> = values.into_iter().filter(|line| line.points.len() == 6).collect();
    assert_eq!(values.len(), 2, "the line is broken at the step");
    for words in ["Mean 21", "Upper limit 28", "Lower limit 15", "Target 24"] {
        assert!(picture.words().join(" ").contains(words), "{words} in {:?}", picture.words());
    }
}

#[test]
fn special_causes_have_a_marker_of_their_own_and_are_in_the_key() {
    let picture = drawn(chart());
    let [improving, concerning] = [0, 3].map(|n| look().colors[n].to_lowercase());
    let shapes = |color: &str, kind: Kind| picture.colored(kind, color).len();
    // Its marker, that in the key, and for the improving one the square of the sign.
    assert_eq!(shapes(&improving, Kind::Box), 3);
    assert_eq!(shapes(&concerning, Kind::Dot), 2);
    let words = picture.words().join(" ");
    for said in ["Special cause, improving: low", "Target hit and missed", "special cause, of concern"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    for letter in ["L", "?"] {
        picture.text(letter);
    }
}

#[test]
fn a_chart_without_limits_or_values_is_sound() {
    let bare = ProcessStretch { limits: None, ..stretch(0, 12, "15", ("1", "2")) };
    drawn(ProcessChart { stretches: vec![bare], ..chart() });
    drawn(ProcessChart { stretches: vec![], signs: vec![], key: vec![], ..chart() });
    let empty = ProcessChart { trend: trend(vec![], vec![]), stretches: vec![], ..chart() };
    assert_eq!(drawn(empty).words(), ["no data"]);
}

#[test]
fn long_words_stand_in_the_key() {
    let long = "The middle of all values since the process was changed in the spring of that year";
    let picture = drawn(ProcessChart { labels: [long, long, long].map(String::from), ..chart() });
    let words = picture.words().join(" ");
    assert_eq!(words.matches("The middle of").count(), 3);
}
