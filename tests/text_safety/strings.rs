//! Strings and characters to try, and when two texts are the same. It never builds anything.

use boardpack::finding::{Findings, Sources, Span};
use boardpack::typeset::Glyphs;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use unicode_normalization::UnicodeNormalization;

use crate::support::Pdf;

/// What other programs would take for their own notation.
pub(crate) const SYNTAX: [&str; 62] = [
    "#panic()",
    "#panic(\"x\")",
    "$x$",
    "$ x^2 $",
    "@ref",
    "<label>",
    "#let x = 1",
    "#import \"x\"",
    "#include \"/etc/passwd\"",
    "*bold*",
    "_italic_",
    "`code`",
    "```typ #panic()```",
    "= Heading",
    "== Heading",
    "- item",
    "+ item",
    "/ term: x",
    "1. item",
    "(a) item",
    "https://example.org",
    "//comment",
    "/* comment */",
    "\\u{41}",
    "\\n",
    "\\",
    "\\\\",
    "\"",
    "\"quoted\"",
    "'",
    "''",
    "'''",
    "it's",
    "--",
    "---",
    "...",
    "~",
    "2022-23",
    "-1",
    "[x]",
    "[x](https://example.org)",
    "![x](y.png)",
    "]",
    "{",
    "}",
    "{}",
    "{{ 1/0 }}",
    "{{",
    "}}",
    "{% for x in y %}",
    "{# note #}",
    "%}",
    "x|safe",
    "**x**",
    "> quote",
    "<b>x</b>",
    "&amp;",
    "a,b;c\td",
    "=SUM(A1)",
    "//@7",
    "x //@1",
    "# x",
];

/// Whether a line field reads the string as notation.
pub(crate) fn is_notation(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark))
}

/// Stretches of Unicode that boards may meet, and some that they may not.
const RANGES: [(u32, u32); 12] = [
    (0x20, 0x7E),
    (0xA1, 0x24F),
    (0x250, 0x2AF),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x5D0, 0x5EA),
    (0x621, 0x64A),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x20A0, 0x20BF),
    (0x2190, 0x23FF),
    (0x2500, 0x27BF),
];

fn can_be_printed(c: char) -> bool {
    thread_local!(static GLYPHS: Glyphs<'static> = Glyphs::built_in());
    let mut findings = Findings::default();
    let place = Span::whole(Sources::default().add("x", ""));
    GLYPHS.with(|glyphs| glyphs.check(&c.to_string(), place, &mut findings));
    findings.is_empty()
}

fn character() -> impl Strategy<Value = String> {
    let ranges = RANGES.map(|(from, to)| (from..=to).prop_map(|n| char::from_u32(n).unwrap_or('x')).boxed());
    let all = prop::strategy::Union::new(ranges);
    all.prop_filter("can be printed", |c| can_be_printed(*c)).prop_map(String::from)
}

/// A string that can be printed: letters of many scripts, punctuation and pieces of syntax.
pub(crate) fn string() -> impl Strategy<Value = String> {
    let ascii = "[ -~]{1,4}";
    let word = "[a-zA-Z]{1,8} ";
    let syntax = prop::sample::select(&SYNTAX[..]).prop_map(str::to_owned);
    let piece = prop_oneof![3 => character(), 3 => ascii, 2 => word, 1 => syntax];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat().replace('\t', " "))
        .prop_filter("is not blank", |text| !text.trim().is_empty())
}

/// One for a line field.
pub(crate) fn line() -> impl Strategy<Value = String> {
    string().prop_filter("is no notation", |text| !is_notation(text))
}

/// Characters of all of Unicode and of the stretches above, each once.
pub(crate) fn characters(runner: &mut TestRunner, count: usize) -> Vec<char> {
    let mut all: std::collections::BTreeSet<char> = std::collections::BTreeSet::new();
    let mut draw = |strategy: BoxedStrategy<char>, count: usize| {
        for _ in 0..count {
            all.insert(strategy.new_tree(runner).expect("a character").current());
        }
    };
    draw(any::<char>().boxed(), count / 2);
    draw((0u32..0x3000).prop_filter_map("a character", char::from_u32).boxed(), count / 2);
    all.into_iter().filter(|c| !c.is_whitespace()).collect()
}

/// A TOML string on one line.
pub(crate) fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Bullets as Word types them; they begin no line of narrative, unless an expression prints them.
const BULLETS: [char; 9] = ['•', '·', '▪', '◦', '‣', '●', '○', '■', '\u{F0B7}'];

/// Narrative that prints as the text: every mark of ASCII after a backslash.
pub(crate) fn markdown(text: &str) -> String {
    let escaped = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    let mut chars = text.trim().chars();
    let first = chars.next().map_or(String::new(), |c| {
        if BULLETS.contains(&c) { format!("{{{{ '{c}' }}}}") } else { escaped(c) }
    });
    first + &chars.map(escaped).collect::<String>()
}

/// The text of every list item.
pub(crate) fn bodies(pdf: &Pdf) -> Vec<String> {
    pdf.tags.of("LBody").iter().map(|body| body.text()).collect()
}

/// Whether a text came out as it was typed, but for white space and normal forms; of text with
/// right-to-left letters, whether its characters did.
pub(crate) fn same(typed: &str, read: &str) -> bool {
    let (typed, read) = (folded(typed), folded(read));
    if typed.iter().any(|c| is_right_to_left(*c)) {
        let sorted = |mut text: Vec<char>| {
            text.sort_unstable();
            text
        };
        return sorted(typed) == sorted(read);
    }
    typed == read
}

/// The characters of a text; straight and curly quotes count as one, since a style may set them.
fn folded(text: &str) -> Vec<char> {
    let straight = |c| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    text.nfkc().filter(|c| !c.is_whitespace()).map(straight).collect()
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}
