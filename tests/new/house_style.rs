//! `boardpack new house-style`: what it writes changes nothing until it is edited, and nothing that is
//! there is touched.

use std::fs;

use boardpack::cli::Exit;

use crate::new::said;
use crate::support::{Council, Pdf};

#[test]
fn a_new_style_changes_nothing_but_the_mark() {
    let council = Council::new();
    let before = council.built().reading();
    let ran = council.run(&["new", "house-style", "wolds"]);
    let made = "templates/wolds/style.toml\ntemplates/wolds/wordmark.svg\n";
    assert_eq!((ran.exit, ran.out.replace('\\', "/").as_str()), (Exit::Done, made));
    assert!(ran.err.contains("boardpack build --specimen wolds"), "{}", ran.err);
    let ran = council.run(&["build", "--style", "wolds"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
    assert_eq!(Pdf::open(&ran.pdfs[0]).reading(), before);
    // Every value that it shows as a comment is one that a style can have.
    let path = council.path().join("templates/wolds/style.toml");
    let text = fs::read_to_string(&path).expect("tokens");
    let lifted: String = text.lines().map(|l| format!("{}\n", l.strip_prefix("#:").unwrap_or(l))).collect();
    assert!(lifted != text && lifted.contains("extends = \"county\""), "{text}");
    let lifted = lifted.replace("required = true", "required = false");
    let council = council.put("templates/wolds/style.toml", lifted);
    let ran = council.run(&["build", "--style", "wolds"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
}

#[test]
fn names_that_are_taken_or_none_are_refused() {
    let council = Council::new().put("templates/wolds/style.toml", "# mine");
    let taken = "error: there is a house style `wolds` already, and it is left as it is\n";
    for (name, talk) in [
        ("wolds", taken),
        ("plain", "error: there is a house style `plain` already"),
        (
            "Our Style",
            "error: `Our Style` is not a name for a house style\nhint: it has small letters, digits and _, and begins with a letter: our_style\n",
        ),
        ("../out", "error: `../out` is not a name for a house style"),
    ] {
        let ran = council.run(&["new", "house-style", name]);
        assert_eq!((said(&ran).0, said(&ran).1), (Exit::Usage, String::new()));
        assert!(ran.err.starts_with(talk) && ran.err.contains("hint: "), "{}", ran.err);
    }
    let text = fs::read_to_string(council.path().join("templates/wolds/style.toml")).expect("a file");
    assert_eq!(text, "# mine");
}
