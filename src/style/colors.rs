//! The contrast of a style's colours: whether each can be told from what is beside and behind it. It changes
//! none.
//!
//! Contrast is measured for every colour that carries meaning against all that lies behind it, the mark of a
//! draft too: that is why this mark is so light.

use super::contrast::{contrast, rgb};
use super::tokens::{TokenSpans, Tokens, is_color};
use crate::finding::{Finding, Findings, Rule, Span};

/// The colour of the page.
const WHITE: &str = "#ffffff";

/// The least contrast of text: 4.5 to 1 for text of the sizes of ours (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;

/// The least contrast of what carries meaning and is no text: 3 to 1 (WCAG 2.2, 1.4.11).
const GRAPHICS: f64 = 3.0;

/// The tokens that are colours of text.
const OF_TEXT: [&str; 11] = [
    "colors.text",
    "colors.heading",
    "colors.link",
    "colors.accent",
    "colors.missing",
    "status.green.color",
    "status.amber.color",
    "status.red.color",
    "status.better.color",
    "status.worse.color",
    "status.neutral.color",
];

/// The tokens that are colours behind text, beside the page, and what they lie behind: each colour of text
/// must stand out from each of them.
const BEHIND: [(&str, &str); 2] =
    [("colors.table_head", "the headings and totals of tables"), ("colors.draft", "the mark of a draft")];

/// The tokens that are colours of lines that carry meaning.
const OF_GRAPHICS: [&str; 4] = ["charts.comparator", "charts.axis", "colors.table_rule", "colors.rule"];

/// The tokens that are lists of colours of lines and bars.
const LISTS: [&str; 1] = ["charts.colors"];

/// Finds colours that people with poor sight could not see. `asked` is where the style is named; `places` are
/// where the council's own files set a token.
pub(super) fn check(tokens: &Tokens, places: &TokenSpans, asked: Span, findings: &mut Findings) {
    let mut pair = |path: &str, color: &str, (behind, what): (Option<&str>, &str), least: f64| -> bool {
        let other = behind.map_or(WHITE, |behind| tokens.text(behind));
        let ratio = contrast(color, other);
        // As WCAG has it, nothing is rounded: 2.996 is not 3.
        if ratio >= least {
            return true;
        }
        // Whichever of the two the council's own files say is the one to change.
        let span = places.get(path).or_else(|| places.get(behind?)).unwrap_or(asked);
        let message = format!("`{path}` ({color}) has a contrast of {ratio:.2} to 1 with {what} ({other})");
        let backgrounds: Vec<&str> = match least {
            TEXT => BEHIND.iter().map(|(path, _)| tokens.text(path)).chain([WHITE]).collect(),
            _ => vec![WHITE],
        };
        let darker = darker(color, &backgrounds, least);
        let such_as =
            darker.map(|color| format!(" such as {color}, which is of the same hue")).unwrap_or_default();
        let choose = match behind {
            Some(behind) => format!("choose a darker colour{such_as}, or a lighter `{behind}`"),
            None => format!("choose a darker colour{such_as}"),
        };
        findings.push(
            Finding::error(Rule::Contrast, span, message)
                .hint(format!("it needs {least} to 1, so that people with poor sight can see it: {choose}")),
        );
        false
    };
    // A colour behind many others that is wrong is said once.
    let mut said: Vec<&str> = Vec::new();
    for path in OF_TEXT {
        let color = tokens.text(path);
        // What cannot be seen on the page is to be changed first.
        if !pair(path, color, (None, "the page"), TEXT) {
            continue;
        }
        for (behind, what) in BEHIND {
            let own = places.get(path).is_some();
            if !own && said.contains(&behind) {
                continue;
            }
            let seen = pair(path, color, (Some(behind), what), TEXT);
            if !own && !seen {
                said.push(behind);
            }
        }
    }
    for path in OF_GRAPHICS {
        pair(path, tokens.text(path), (None, "the page"), GRAPHICS);
    }
    for path in LISTS {
        for color in tokens.list(path) {
            pair(path, color, (None, "the page"), GRAPHICS);
        }
    }
    let colors = tokens.list("charts.colors");
    if colors.len() != 4 || !colors.iter().all(|c| is_color(c)) {
        let span = places.get("charts.colors").unwrap_or(asked);
        findings.push(
            Finding::error(Rule::StyleToken, span, "`charts.colors` is not a list of four colours")
                .hint("write colors = [\"#12436d\", \"#219189\", \"#801650\", \"#e0560f\"], with your own"),
        );
    }
}

/// The lightest shade of a colour that has a contrast of `least` to 1 with each of the backgrounds; `None` where none has.
fn darker(color: &str, backgrounds: &[&str], least: f64) -> Option<String> {
    let (red, green, blue) = rgb(color)?;
    (0..100_u32).rev().find_map(|percent| {
        let shade = |part: u8| u8::try_from(u32::from(part) * percent / 100).unwrap_or(part);
        let shade = format!("#{:02x}{:02x}{:02x}", shade(red), shade(green), shade(blue));
        backgrounds.iter().all(|other| contrast(&shade, other) >= least).then_some(shade)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::parse_toml;
    use crate::style::Token;
    use crate::style::builtin::{BASE, STYLES};

    /// Lines that help the eye along and say nothing.
    const DECORATIVE: [&str; 1] = ["charts.grid"];

    fn base() -> Tokens {
        let text = BASE.iter().find(|(name, _)| *name == "style.toml").expect("the base style").1;
        let text = std::str::from_utf8(text).expect("UTF-8");
        let mut sources = Sources::default();
        let file = sources.add("style.toml", text);
        let root = parse_toml(text, file, &mut Findings::default());
        Tokens::base(root.table().expect("a table"))
    }

    /// Marks of charts are seen at a glance and on poor projectors: more than the 3 to 1 of WCAG.
    #[test]
    fn marks_of_charts_stand_out_in_every_built_in_style() {
        let mut found = 0;
        let base = std::iter::once(&("base", BASE));
        let files = base.chain(STYLES).flat_map(|(style, files)| files.iter().map(move |file| (style, file)));
        for (style, (name, bytes)) in files {
            let text = if *name == "style.toml" { std::str::from_utf8(bytes).expect("UTF-8") } else { "" };
            for line in text
                .lines()
                .filter(|line| line.starts_with("colors = [") || line.starts_with("comparator = "))
            {
                for color in line.split('"').filter(|part| is_color(part)) {
                    assert!(contrast(color, "#ffffff") >= 3.5, "{color} in {style}");
                    found += 1;
                }
            }
        }
        assert!(found > 8, "this test has lost sight of the colours: {found}");
    }

    fn paths(tokens: &[(String, Token)], above: &str, out: &mut Vec<String>) {
        for (key, token) in tokens {
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            match token {
                Token::Group(inner) => paths(inner.entries(), &path, out),
                Token::Text(text) if is_color(text) => out.push(path),
                Token::List(items)
                    if items.iter().any(|t| matches!(t, Token::Text(text) if is_color(text))) =>
                {
                    out.push(path);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_token_that_is_a_color_is_measured() {
        let mut all = Vec::new();
        paths(base().entries(), "", &mut all);
        let measured = |path: &String| {
            let path = path.as_str();
            OF_TEXT.contains(&path)
                || OF_GRAPHICS.contains(&path)
                || LISTS.contains(&path)
                || DECORATIVE.contains(&path)
                || BEHIND.iter().any(|(behind, _)| *behind == path)
        };
        let left: Vec<&String> = all.iter().filter(|path| !measured(path)).collect();
        assert!(all.len() > 15 && left.is_empty(), "no contrast is measured of {left:?}");
    }
}
