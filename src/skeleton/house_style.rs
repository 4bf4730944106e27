//! The files of a new house style: its tokens, all but the first as comments, and a picture to be replaced.
//! It decides nothing that a council would have to undo.

/// The file of tokens that councils mostly change. `{extends}`, `{name}` and `{council}` are filled in.
const TOKENS: &str = include_str!("house_style.toml");

/// The text of `style.toml` for the style `name`, which `extends` another.
pub(crate) fn house_style(name: &str, extends: &str, council: &str) -> String {
    let one_line = council.split_whitespace().collect::<Vec<_>>().join(" ");
    TOKENS.replace("{extends}", extends).replace("{name}", name).replace("{council}", &one_line)
}

/// The picture of a new style in place of a wordmark: a plain square, of which the shape alone says that
/// it is to be replaced.
pub(crate) fn wordmark() -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 88 88\" width=\"88\" height=\"88\">\n  \
     <!-- Put the council's own mark here: an SVG without text, or a PNG that style.toml names. -->\n  \
     <path d=\"M4 4 H84 V84 H4 Z\" fill=\"none\" stroke=\"#12436d\" stroke-width=\"8\"/>\n  \
     <path d=\"M4 84 L84 4\" fill=\"none\" stroke=\"#12436d\" stroke-width=\"8\"/>\n</svg>\n"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_are_toml_also_when_every_comment_is_lifted() {
        let text = house_style("wolds", "plain", "Wolds\nCouncil");
        assert!(text.contains("extends = \"plain\"") && text.contains("Wolds Council"));
        assert!(text.parse::<toml::Table>().is_ok());
        let lifted: String =
            text.lines().map(|l| format!("{}\n", l.strip_prefix("#:").unwrap_or(l))).collect();
        let table: toml::Table = lifted.parse().expect("TOML");
        assert!(table["colors"].as_table().is_some_and(|colors| colors.len() > 3));
    }
}
