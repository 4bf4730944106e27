//! Mistakes of TOML that are corrected, and those that are not sure. It reads no file.

use super::super::toml::parse;
use crate::finding::{Findings, Sources};

/// A file as it is after its first corrections; `None` where there is none.
fn corrected(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add("a.toml", text);
    let mut findings = Findings::default();
    parse(text, file, &mut findings);
    findings.correct_files(&sources).remove("a.toml").map(|corrected| corrected.text)
}

#[test]
fn what_can_be_meant_in_one_way_is_corrected() {
    for (text, wanted) in [
        ("a = True # x\r\nb = 1\r\n", "a = true # x\r\nb = 1\r\n"),
        ("a\t=  NO\n", "a\t=  false\n"),
        ("a = [ { b = True, c = 1 } ]\n", "a = [ { b = true, c = 1 } ]\n"),
        ("a = “It’s “so””  # x\n", "a = \"It’s “so”\"  # x\n"),
        ("a = ‘The council’s plan’\n", "a = \"The council’s plan\"\n"),
        ("a = “6\" pipe”\n", "a = '6\" pipe'\n"),
        ("a = “one\"\n", "a = \"one\"\n"),
        ("a = [“one”, 'x']\n", "a = [\"one\", 'x']\n"),
        ("a = { b = ‘It’s’, c = 1 }\n", "a = { b = \"It’s\", c = 1 }\n"),
        ("a = 20/06/2025\n", "a = 2025-06-20\n"),
        ("a = Safer communities # x\n", "a = \"Safer communities\" # x\n"),
        ("a = No change\n", "a = \"No change\"\n"),
        ("a = \"Safer\nb = 1\n", "a = \"Safer\"\nb = 1\n"),
        ("a = –5.5\n", "a = -5.5\n"),
        ("a =\u{a0}1\n", "a = 1\n"),
        ("a = \"The \"new\" way\" # x\n", "a = 'The \"new\" way' # x\n"),
        ("a = 'Safer communities' plan'\n", "a = \"Safer communities' plan\"\n"),
        ("a = `final`\n", "a = \"final\"\n"),
        ("a = 01632 960101\n", "a = \"01632 960101\"\n"),
        ("a = 8a\n", "a = \"8a\"\n"),
        ("a = 1.5, # x\nb = 2\n", "a = 1.5 # x\nb = 2\n"),
        ("a = 70..85 # x\n", "a = 70.85 # x\n"),
        ("\"2024\" = <5\n", "\"2024\" = \"<5\"\n"),
        ("a = { b = >10, c = 1 }\n", "a = { b = \">10\", c = 1 }\n"),
    ] {
        assert_eq!(corrected(text).as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn what_can_be_meant_in_two_ways_stays() {
    for text in [
        "a = 60%\n",
        "a = £1,200\n",
        "a = “one”, “two”\n",
        "a = “one\n",
        "a = “one” and more\n",
        "a = 20/06/25\n",
        "a = null\n",
        "a =\nb = 1\n",
        "a = { b = , c = 1 }\n",
        "a = # x\n",
        "a = 70...5\n",
        "a = 2.61 2.60\n",
        "level = sub\n",
        "a = one, two\n",
        "a = \"Safer\nand more\nb = 1\n",
        "a = \"C:\\Users\"\n",
        "a = 2025-06-31\n",
        "a = 1\na = 2\n",
        "a = true\n",
    ] {
        assert_eq!(corrected(text), None, "{text}");
    }
}
