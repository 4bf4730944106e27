//! Tests of typographic quotes, sentence by sentence, and across the pieces of a paragraph. They build no paper.

#![cfg(test)]

use super::*;
use crate::finding::{Sources, Span};
use crate::style::Token;

fn tokens(quotes: &str, language: &str) -> Tokens {
    let text = |text: &str| Token::Text(text.to_owned());
    Tokens::of(&[("quotes", text(quotes)), ("language", text(language))])
}

fn set(typed: &str) -> String {
    with_quotes(typed, &tokens("curly", "en"))
}

#[test]
fn quotes_and_apostrophes_of_sentences() {
    for (typed, wanted) in [
        // Apostrophes.
        ("the council's plan", "the council’s plan"),
        ("officers' views", "officers’ views"),
        ("the officers'.", "the officers’."),
        ("don't, O'Brien, the '90s", "don’t, O’Brien, the ’90s"),
        ("the 1990's and June '24", "the 1990’s and June ’24"),
        ("'Tis the season; rock 'n' roll", "’Tis the season; rock ’n’ roll"),
        ("(LCC)'s view", "(LCC)’s view"),
        ("the Board's officers' council's", "the Board’s officers’ council’s"),
        // Quotes, and quotes in quotes.
        ("the 'PEN' code", "the ‘PEN’ code"),
        ("a \"new\" plan", "a “new” plan"),
        ("\"He said 'no',\" it says", "“He said ‘no’,” it says"),
        ("'She said \"no\".'", "‘She said “no”.’"),
        ("\"'Yes'\"", "“‘Yes’”"),
        ("'the officers' views'", "‘the officers’ views’"),
        (
            "into 'personal', 'environmental' and 'nuisance'.",
            "into ‘personal’, ‘environmental’ and ‘nuisance’.",
        ),
        // Beside brackets and dashes.
        ("(\"new\") [\"new\"] (the 'old')", "(“new”) [“new”] (the ‘old’)"),
        ("so\u{2014}\"new\"\u{2014}it is", "so\u{2014}“new”\u{2014}it is"),
        ("\"and\"/\"or\"", "“and”/“or”"),
        ("\"half \u{2013}\" it broke off", "“half \u{2013}” it broke off"),
        // Numbers in quotes, and measures.
        ("'Vision 2030' and the officers' views", "‘Vision 2030’ and the officers’ views"),
        ("\"Vision 2030\" and \"Plan 2040\"", "“Vision 2030” and “Plan 2040”"),
        (
            "6' 2\" tall, 5'10\", a 15\" screen, 52\u{b0}38'12\"",
            "6' 2\" tall, 5'10\", a 15\" screen, 52\u{b0}38'12\"",
        ),
        ("\"He is 6' 2\" tall\"", "“He is 6' 2\" tall”"),
        ("\"a 15\" screen\"", "“a 15\" screen”"),
        // A quotation of several paragraphs opens each and closes the last.
        ("\"It began", "“It began"),
        ("and ended.\"", "and ended.”"),
        // Curly ones stay.
        ("\u{2018}old\u{2019} and 'new'", "\u{2018}old\u{2019} and ‘new’"),
    ] {
        assert_eq!(set(typed), wanted, "{typed}");
    }
}

/// Better as typed than wrong.
#[test]
fn what_is_not_certain_stays_as_typed() {
    for typed in [
        "'",
        "\"",
        "''",
        "\"\"",
        "a \" b",
        "a ' b",
        "''word''",
        "x=\"y\"",
        "'fraid so",
        "rows 2'x4'",
        "\" spaced \"",
        "5'10",
        "a\"b",
        // Addresses, and names of files.
        "see https://example.org/o'brien?a=\"b\"",
        "o'brien@example.org",
        "www.example.org/it's",
        "o'brien's-notes.pdf",
    ] {
        assert_eq!(set(typed), typed);
    }
    assert_eq!(set("see \"o'brien.pdf\"."), "see “o'brien.pdf”.");
}

#[test]
fn welsh_has_words_of_its_own_and_other_languages_stay_as_typed() {
    let typed = "mae 'r gyfradd, 'na fo: 'cyfradd' a \"phlant\" o'r";
    assert_eq!(
        with_quotes(typed, &tokens("curly", "cy")),
        "mae ’r gyfradd, ’na fo: ‘cyfradd’ a “phlant” o’r"
    );
    assert_eq!(with_quotes(typed, &tokens("curly", "gd")), typed);
    assert_eq!(with_quotes(typed, &tokens("as_typed", "cy")), typed);
}

#[test]
fn quotes_go_across_the_pieces_of_a_paragraph() {
    let file = Sources::default().add("x", "0123456789");
    let span = |at: usize| Span::new(file, at..at + 1);
    let text = |text: &str, at: usize| Inline::Text(text.to_owned(), span(at));
    let mut body = vec![
        text("It is \"", 0),
        Inline::Strong(vec![text("bold", 1)]),
        text("\" and '", 2),
        text("the \"plan's\"", 3),
        text("' or \"", 4),
        Inline::Reference { name: "x".to_owned(), text: String::new(), anchor: String::new(), span: span(5) },
        text("\"", 6),
        Inline::NoteMark { name: "x".to_owned(), mark: String::new(), span: span(7) },
        Inline::Emphasis(vec![text(" \"a", 8), text(" b\"", 9)]),
    ];
    // The fourth piece is what an expression prints.
    set_quotes(&mut body, &[span(3)], &tokens("curly", "en"));
    let mut shown = String::new();
    fn say(body: &[Inline], out: &mut String) {
        for inline in body {
            match inline {
                Inline::Text(text, _) => out.push_str(text),
                Inline::Strong(body) | Inline::Emphasis(body) => say(body, out),
                Inline::Reference { .. } => out.push_str("REF"),
                _ => out.push('*'),
            }
        }
    }
    say(&body, &mut shown);
    assert_eq!(shown, "It is “bold” and ‘the \"plan's\"’ or “REF”* “a b”");
}
