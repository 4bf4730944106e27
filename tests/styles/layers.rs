//! Styles over styles: which file and which token holds, and that an override changes only what it
//! names. Mistakes in them are shown in `findings/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use boardpack::cli::Exit;

use crate::support::{Council, Pdf};

/// Every file that a paper is set from, by name: what `--emit-typst` writes.
fn parts(council: &Council, style: &str) -> BTreeMap<String, String> {
    let ran = council.run(&["build", "--style", style, "--emit-typst", "parts"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let folder = council.path().join("parts/reports/paper");
    let entries = fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path());
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let all = entries.filter(|p| p.is_file()).map(|p| (name(&p), text(&p))).collect();
    fs::remove_dir_all(council.path().join("parts")).expect("removed");
    all
}

fn differing(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}

#[test]
fn overriding_one_file_changes_only_what_it_names() {
    let council = Council::new().put("templates/wolds/style.toml", "extends = \"county\"\n");
    let county = parts(&council, "county");
    assert!(county.len() > 20 && differing(&county, &parts(&council, "wolds")).is_empty());
    // One component.
    let own = county["heading.typ"].clone() + "// mine\n";
    let council = council.put("templates/wolds/heading.typ", &own);
    let wolds = parts(&council, "wolds");
    assert_eq!(differing(&county, &wolds), ["heading.typ"]);
    assert_eq!(wolds["heading.typ"], own);
    // One token.
    let council =
        council.put("templates/wolds/style.toml", "extends = \"county\"\n[colors]\naccent = \"#5a1a5e\"\n");
    let wolds = parts(&council, "wolds");
    assert_eq!(differing(&county, &wolds), ["heading.typ", "tokens.typ"]);
    let lines = |text: &str| text.replace(", ", ",\n").lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&county["tokens.typ"]), lines(&wolds["tokens.typ"]));
    let changed: Vec<&String> = new.iter().filter(|line| !old.contains(line)).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].contains("accent") && changed[0].contains("#5a1a5e"), "{changed:?}");
    // One template.
    let template = include_str!("../../templates/base/report.typ.j2").to_owned() + "// mine\n";
    let council = council.put("templates/wolds/report.typ.j2", template);
    assert_eq!(differing(&county, &parts(&council, "wolds")), ["heading.typ", "main.typ", "tokens.typ"]);
    // The style below is as it was.
    assert!(differing(&county, &parts(&council, "county")).is_empty());
}

#[test]
fn a_style_stands_on_one_that_stands_on_another() {
    let council = Council::new()
        .put("templates/below/style.toml", "extends = \"plain\"\n[labels]\ncontact_one = \"Ask\"\ntable = \"List\"\n")
        .put("templates/above/style.toml", "extends = \"below\"\n[labels]\ncontact_one = \"Write to\"\n")
        .put("council.toml", "name = \"Sample\"\nstyle = \"above\"\n")
        .report("[[section]]\nheading = \"H\"\ntext = '''{{ place(\"t\") }}'''\n[table.t]\ncaption = \"C\"\ncolumn = [ { key = \"a\", heading = \"A\" } ]\nrow = [ { a = \"x\" } ]\n");
    let reading = council.built().reading();
    for words in ["Write to", "List 1", "Telephone"] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    assert!(!reading.contains("Ask"), "{reading}");
}

#[test]
fn a_board_says_its_own_tokens_over_those_of_its_style() {
    let board = |name: &str, tokens: &str| format!("name = \"{name}\"\nbody = \"partnership\"\n{tokens}");
    let report = |board: &str| {
        format!(
            "title = \"T\"\nboard = \"{board}\"\nmeeting = 2014-09-25\ncontacts = [\"officer\"]\nbackground_papers = []\n[[section]]\nheading = \"H\"\ntext = '''T.'''\n[[appendix]]\ntitle = \"A\"\nlink = \"https://example.org\"\n"
        )
    };
    let own = "[tokens.dates]\ntitle = \"day month year\"\n[tokens.labels]\ncontact_one = \"Officer\"\n[tokens.appendix]\nnumbering = \"1\"\n";
    let council = Council::new()
        .put("boards/old.toml", board("Old Board", own))
        .put("boards/new.toml", board("New Board", ""))
        .put("reports/old/report.toml", report("old"))
        .put("reports/new/report.toml", report("new"));
    let ran = council.run(&["build", "reports/old", "reports/new"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let read = |id: &str| Pdf::open(&council.path().join(format!("out/reports/{id}/report.pdf"))).reading();
    let (old, new) = (read("old"), read("new"));
    assert!(old.contains("25 September 2014") && new.contains("25th September 2014"), "{old}\n{new}");
    assert!(old.contains("Appendix 1") && new.contains("Appendix A"), "{old}\n{new}");
    assert!(!old.contains("Officer to contact") && new.contains("Officer to contact"), "{old}\n{new}");
}

#[test]
fn what_a_style_needs_is_an_error_in_it_and_a_warning_under_the_option() {
    let council = Council::new().put(
        "templates/strict/style.toml",
        "extends = \"plain\"\n[closing.climate]\nlabel = \"Climate\"\nrequired = true\n",
    );
    let worn = council.run(&["build", "--style", "strict"]);
    assert_eq!(worn.exit, Exit::Done, "{}", worn.err);
    assert!(
        worn.err.contains("warning[missing-field]: this paper has no `[closing.climate]`"),
        "{}",
        worn.err
    );
    let council = council.put("council.toml", "name = \"Sample\"\nstyle = \"strict\"\n");
    let own = council.run(&["build"]);
    assert_eq!((own.exit, own.out.as_str()), (Exit::Problems, ""));
    assert!(own.err.contains("error[missing-field]: this paper has no `[closing.climate]`"), "{}", own.err);
    // A field that only the paper's own style has is printed in any other.
    let council = council
        .report("[[section]]\nheading = \"H\"\ntext = '''T.'''\n[closing.climate]\ntext = '''Cooler.'''\n");
    let worn = council.run(&["build", "--style", "county"]);
    assert_eq!(worn.exit, Exit::Done, "{}", worn.err);
    let reading = Pdf::open(&worn.pdfs[0]).reading();
    assert!(reading.contains("Climate") && reading.contains("Cooler."), "{reading}");
}
