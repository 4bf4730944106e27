//! Where things stand on the pages, read out of finished PDFs: columns at the left, what is kept together, and
//! how pages begin and end. It never looks at colours.

mod columns;
mod drafts;
mod feet;
mod generated;
mod pages;
mod panel;
mod quiet;
mod stranded;
mod tables;
mod together;
mod walk;

use crate::support::{Council, Line, Pdf};
use boardpack::cli::Exit;

/// A council whose papers have the style `own`: another style with tokens of its own.
fn styled(extends: &str, tokens: &str) -> Council {
    Council::new()
        .put("council.toml", "name = \"Sample County Council\"\nstyle = \"own\"\nnation = \"england\"\n")
        .put("templates/own/style.toml", format!("extends = \"{extends}\"\n{tokens}"))
}

/// Builds everything, and reads the PDF whose path ends so.
fn built(council: &Council, path: &str) -> Pdf {
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let found = ran.pdfs.iter().find(|pdf| pdf.ends_with(path)).expect("the paper is built");
    crate::support::assert_accessible(found);
    Pdf::open(found)
}

/// The page, from 0, and the line that begins with these words.
fn line_of(pdf: &Pdf, words: &str) -> (usize, Line) {
    let pages = 0..pdf.pages.len();
    let mut all = pages.flat_map(|page| pdf.lines(page).into_iter().map(move |line| (page, line)));
    all.find(|(_, line)| line.text().starts_with(words))
        .unwrap_or_else(|| panic!("no line begins with `{words}`: {:#?}", pdf.line_texts()))
}

/// The page, from 0, of the line that begins with these words.
fn page_of(pdf: &Pdf, words: &str) -> usize {
    line_of(pdf, words).0
}
