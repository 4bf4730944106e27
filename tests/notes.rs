//! Notes of papers as they are read: their signs in the order of their first marks, each under what first
//! marks it. It looks at no layout.

use crate::support::Council;

/// The lines of a report that hold a note or its mark.
fn lines(council: &Council) -> Vec<String> {
    let reading = council.built().reading();
    reading.lines().filter(|line| line.contains("note")).map(str::to_owned).collect()
}

/// Declares notes so named, in that order; each says its name.
fn declared(names: &[&str]) -> String {
    names.iter().map(|name| format!("[note.{name}]\ntext = \"The note {name}.\"\n\n")).collect()
}

#[test]
fn signs_follow_the_first_marks() {
    let text = "First note{{ note(\"zebra\") }}, a note{{ note(\"apple\") }}, a note{{ note(\"zebra\") }}, a note{{ note(\"mango\") }}.\n\nAnother note{{ note(\"apple\") }} and a note{{ note(\"bear\") }}.";
    let section = format!("[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}\n'''\n\n");
    let council = Council::new().report(&(section + &declared(&["apple", "bear", "mango", "zebra"])));
    let expected = [
        "1. First note*, a note†, a note*, a note‡.",
        "*The note zebra.",
        "†The note apple.",
        "‡The note mango.",
        "2. Another note† and a note§.",
        "§The note bear.",
    ];
    assert_eq!(lines(&council), expected);
}

const ALL: &str = r#"
[front.purpose]
text = 'A front note{{ note("g") }}.'

[closing.legal]
text = 'A closing note{{ note("b") }}.'

[recommendations]
text = 'A recommended note{{ note("c") }}.'

[[appendix]]
title = "An appendix note{{ note('a') }}"
text = 'Of its own a note{{ note("z") }}.'

[[section]]
heading = "A heading note{{ note('f') }}"
text = '''
A note before{{ note("e") }}.

{{ place("t") }}

A note after{{ note("d") }}.
'''

[table.t]
caption = "A caption note{{ note('k') }}"
column = [ { key = "one", heading = "A column note{{ note('j') }}" }, { key = "two", heading = "Two" } ]
row = [ { one = "A note{{ note('i') }}", two = "x" }, { one = "y", two = "A last note{{ note('h') }}" } ]

"#;

#[test]
fn signs_follow_the_order_in_which_parts_are_printed() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "y", "z"];
    let all = format!(
        "title = \"A title note{{{{ note('y') }}}}\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = [\"A paper, a note{{{{ note('g') }}}}\"]\n{ALL}{}",
        declared(&names)
    );
    let signs = "\n[tokens.numbering]\nnotes = [\"(1)\", \"(2)\", \"(3)\", \"(4)\", \"(5)\", \"(6)\", \"(7)\", \"(8)\", \"(9)\", \"(10)\", \"(11)\"]\n";
    let board = format!("name = \"Safer Board\"\nbody = \"partnership\"\nstyle = \"plain\"\n{signs}");
    let council = Council::new().put("reports/paper/report.toml", all).put("boards/safer.toml", board);
    let expected = [
        "A title note(1)",
        "A front note(2).",
        "(1)The note y.",
        "(2)The note g.",
        "A heading note(3)",
        "1. A note before(4).",
        "(3)The note f.",
        "(4)The note e.",
        "Table 1: A caption note(5)",
        "A column note(6) | Two",
        "A note(7) | x",
        "y | A last note(8)",
        "(5)The note k.",
        "(6)The note j.",
        "(7)The note i.",
        "(8)The note h.",
        "2. A note after(9).",
        "(9)The note d.",
        "3. A recommended note(10).",
        "(10)The note c.",
        "A closing note(11).",
        "(11)The note b.",
        "[1]The note a.",
        "A paper, a note(2)",
        "Appendix A: An appendix note[1]",
        "Appendix A: An appendix note[1]",
        "Of its own a note[2].",
        "[2]The note z.",
    ];
    // The style has eleven signs, and there are thirteen notes.
    assert_eq!(lines(&council), expected);
}

/// A style may print background papers before all else, and the fields in a table after them.
#[test]
fn signs_follow_the_order_of_the_style() {
    let all = format!(
        "title = \"A title\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = [\"A paper, a note{{{{ note('c') }}}}\"]\n{ALL}{}",
        declared(&["b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "a", "z"])
    );
    let order = "order = [\"closing\", \"background_papers\", \"front\", \"sections\", \"appendices\", \"recommendations\", \"contacts\"]\n";
    let style = format!("extends = \"plain\"\n{order}[frame]\nfront = \"table\"\nclosing = \"table\"\n");
    let council = Council::new()
        .put("reports/paper/report.toml", all)
        .put("boards/safer.toml", "name = \"Safer Board\"\nbody = \"partnership\"\nstyle = \"own\"\n")
        .put("templates/own/style.toml", style);
    let found = lines(&council);
    let expected = [
        "Legal implications | A closing note*.*The note b.†The note c.",
        "Background papers | A paper, a note†",
        "Purpose | A front note‡.‡The note g.",
        "A heading note§",
        "1. A note before**.",
        "§The note f.",
        "**The note e.",
        "Table 1: A caption note††",
    ];
    assert_eq!(found[..expected.len()], expected);
    // The closing table comes before the appendices, wherever the order has them.
    let at = |words: &str| found.iter().position(|line| line.contains(words)).expect("a line");
    assert!(
        at("A recommended note") < at("An appendix note[5]")
            && found[at("A recommended note")].contains("[5]The note a.")
    );
    assert_eq!(found.last().map(String::as_str), Some("[6]The note z."));
}

/// What stands beside a paragraph stays there, with its notes below both.
#[test]
fn a_note_in_a_table_beside_a_paragraph_parts_neither() {
    let table = "[table.t]\ncaption = \"A caption note{{ note('a') }}\"\nbeside = true\ncolumn = [ { key = \"one\", heading = \"One\" } ]\nrow = [ { one = \"x\" } ]\n\n";
    let text = "[[section]]\nheading = \"Introduction\"\ntext = '''\nFirst.\n\n{{ place(\"t\") }}\n\nBeside it.\n\nLast.\n'''\n\n";
    let council = Council::new().report(&format!("{text}{table}{}", declared(&["a"])));
    let reading = council.built().reading();
    let at = |words: &str| reading.find(words).expect("the words");
    assert!(at("Beside it.") < at("*The note a.") && at("*The note a.") < at("Last."), "{reading}");
}

#[test]
fn a_sign_that_is_typed_stays() {
    let text = "First note{{ note(\"zebra\") }}, then a note{{ note(\"apple\") }}, then a note{{ note(\"mango\") }}.";
    let section = format!("[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}\n'''\n\n");
    let notes = declared(&["zebra", "mango"]) + "[note.apple]\nmark = \"*\"\ntext = \"The note apple.\"\n";
    let expected = [
        "1. First note†, then a note*, then a note‡.",
        "†The note zebra.",
        "*The note apple.",
        "‡The note mango.",
    ];
    assert_eq!(lines(&Council::new().report(&(section + &notes))), expected);
}
