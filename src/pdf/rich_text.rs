//! Rich text of form fields (ISO 32000-1, 12.7.3.4): whether its words have more than one style. It reads no
//! more of it than that.

use std::collections::BTreeSet;

/// The elements that set words off by themselves.
const STYLED: [&str; 10] = ["b", "i", "u", "s", "strong", "em", "sub", "sup", "font", "a"];
/// The elements whose own style counts.
const CARRIERS: [&str; 3] = ["p", "span", "div"];

/// Whether the words of a rich text have more than one style, such as one word in bold among others.
pub(super) fn has_several_styles(rich: &str) -> bool {
    let mut styles: BTreeSet<Vec<&str>> = BTreeSet::new();
    // The elements that are open and, of each that counts, its style.
    let mut open: Vec<(&str, Option<&str>)> = Vec::new();
    let mut rest = rich;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        add(words, &open, &mut styles);
        let Some(end) = tag.find('>') else { break };
        let (inside, after) = (tag[1..end].trim(), &tag[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|(own, _)| *own == name.trim()) {
                open.truncate(at);
            }
        } else if !inside.ends_with('/') && !inside.starts_with(['?', '!']) {
            let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            let style = if STYLED.contains(&name) {
                Some(inside)
            } else {
                Some(attributes.trim()).filter(|own| CARRIERS.contains(&name) && own.contains("style"))
            };
            open.push((name, style));
        }
    }
    add(rest, &open, &mut styles);
    styles.len() > 1
}

/// Adds the style of words that are not blank.
fn add<'t>(words: &str, open: &[(&str, Option<&'t str>)], styles: &mut BTreeSet<Vec<&'t str>>) {
    if !words.trim().is_empty() {
        styles.insert(open.iter().filter_map(|(_, style)| *style).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_told_apart() {
        for one in [
            "plain words",
            "<?xml version=\"1.0\"?><body><p>One</p><p>Two<br/>Three</p></body>",
            "<body style=\"font:9pt\"><p dir=\"ltr\"><span style=\"color:#000\">All of it</span></p></body>",
            "<p><b>All bold</b></p> <p> <b>this too</b></p>",
        ] {
            assert!(!has_several_styles(one), "{one}");
        }
        for several in [
            "<p>One <b>word</b> bold</p>",
            "<body><p style=\"color:red\">One</p><p>Two</p></body>",
            "<p><span style=\"a\">x</span><span style=\"b\">y</span></p>",
            "<p>10 m<sup>2</sup></p>",
        ] {
            assert!(has_several_styles(several), "{several}");
        }
    }
}
