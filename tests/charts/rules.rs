//! What holds for every chart, whatever it shows.

use boardpack::chart::contrast;

use crate::charts::read::{Kind, Mark, Read, look};

/// Asserts every rule.
pub(crate) fn assert_sound(picture: &Read) {
    let faults = faults(picture);
    assert!(faults.is_empty(), "{}\n{}", faults.join("\n"), picture.svg);
}

/// Everything that is wrong with a picture.
pub(crate) fn faults(picture: &Read) -> Vec<String> {
    let mut faults = Vec::new();
    let texts = picture.of(Kind::Text);
    for (n, text) in texts.iter().enumerate() {
        let others = texts.iter().skip(n + 1).filter(|other| text.overlaps(other, 0.15));
        faults.extend(others.map(|other| format!("`{}` and `{}` overlap", text.text, other.text)));
    }
    for mark in &picture.marks {
        let [left, top, right, bottom] = mark.frame;
        if left < -0.2 || top < -0.2 || right > picture.width + 0.2 || bottom > picture.height + 0.2 {
            faults.push(format!("outside the picture: {mark:?}"));
        }
    }
    if picture.svg.contains("opacity") {
        faults.push("something says how opaque it is".to_owned());
    }
    colors(picture, &mut faults);
    faults
}

fn colors(picture: &Read, faults: &mut Vec<String>) {
    let look = look();
    let pale = [&look.grid, &look.paper].map(|color| color.to_lowercase());
    let mut allowed = vec![&look.text, &look.grid, &look.axis, &look.comparator, &look.paper];
    allowed.extend(&look.colors);
    for (n, mark) in picture.marks.iter().enumerate() {
        if !allowed.iter().any(|color| color.to_lowercase() == mark.color) {
            faults.push(format!("a colour of its own: {mark:?}"));
        }
        let behind = behind(&picture.marks[..n], mark).unwrap_or(&look.paper);
        let least = if mark.kind == Kind::Text { 4.5 } else { 3.5 };
        if mark.kind == Kind::Text && contrast(&mark.color, behind) < least {
            faults.push(format!("unreadable on {behind}: {mark:?}"));
        }
        if mark.kind != Kind::Text
            && !pale.contains(&mark.color)
            && contrast(&mark.color, &look.paper) < least
        {
            faults.push(format!("too pale: {mark:?}"));
        }
    }
}

/// The colour of the last box drawn below the middle of a mark.
fn behind<'a>(before: &'a [Mark], mark: &Mark) -> Option<&'a str> {
    let (x, y) = mark.middle();
    let covers = |other: &&Mark| {
        let [left, top, right, bottom] = other.frame;
        other.kind == Kind::Box && left <= x && x <= right && top <= y && y <= bottom
    };
    before.iter().rev().find(covers).map(|other| other.color.as_str())
}
