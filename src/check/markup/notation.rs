//! What to say of the notation that CommonMark knows and papers do not hold. It refuses nothing
//! itself.

use pulldown_cmark::Tag;

/// What is wrong with a tag, and what to do.
pub(super) fn refusal(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } => (
            "a heading cannot stand in narrative",
            "start a new [[section]] with heading = \"…\"; to print the mark itself, write a backslash before it",
        ),
        Tag::BlockQuote(_) => (
            "a line that begins with > is a quotation, which papers do not hold",
            "put quotation marks round the words; to print the > itself, write \\>",
        ),
        Tag::CodeBlock(_) => (
            "this is indented so far that it reads as program code",
            "begin paragraphs at the left; under `1.` indent by three blanks, under `-` by two",
        ),
        Tag::HtmlBlock => ("this is HTML, which papers do not hold", "to print the < itself, write \\<"),
        Tag::Image { .. } => (
            "images are not written into the text",
            "declare [image.name] with file and alt, and write {{ place(\"name\") }} where it stands",
        ),
        Tag::Strong | Tag::Emphasis => {
            ("bold and italic are nested too deep", "take some of the * marks away")
        }
        _ => ("this notation is not read here", "put a backslash before its first mark"),
    }
}
