//! Where a run writes: below its output folder and nowhere else, whatever things are called. It looks into no
//! file.

use std::fs;

use crate::support::{Council, everything};
use boardpack::cli::Exit;

/// The keys of which a file name is made, or that name a file; each with a name in it that leads out of the
/// folder.
fn ways_out() -> Vec<(&'static str, Council)> {
    let placed = |kind: &str, keys: &str| {
        Council::new().report(&format!(
            "[[section]]\nheading = \"H\"\ntext = \"{{{{ place('../../../../own') }}}}\"\n\n[{kind}.\"../../../../own\"]\n{keys}\n"
        ))
    };
    let pack = |item: &str, head: &str| {
        Council::new().put(
            "packs/meeting/pack.toml",
            format!("board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n{head}\n[[item]]\ntitle = \"Paper\"\n{item}\n"),
        )
    };
    let letter = crate::support::tests().join("attachments/letter.pdf");
    let letter = fs::read(letter).unwrap_or_default();
    vec![
        ("chart", placed("chart", "trend = \"burglary\"\ntitle = \"T\"")),
        ("table", placed("table", "caption = \"C\"\ncolumn = [ { key = \"a\", heading = \"A\" } ]\nrow = [ { a = \"x\" } ]")),
        ("table file", placed("table", "caption = \"C\"\nfile = \"../../../own.csv\"")),
        ("image", placed("image", "file = \"../../../own.png\"\nalt = \"A\"")),
        ("dashboard", placed("dashboard", "caption = \"C\"\nindicators = [\"burglary\"]")),
        ("note", Council::new().report("[[section]]\nheading = \"H\"\ntext = \"a{{ note('../../../own') }}\"\n[note.\"../../../own\"]\ntext = \"T\"\n")),
        ("section name", Council::new().report("[[section]]\nheading = \"H\"\nname = \"../../own\"\ntext = \"a {{ ref('../../own') }}\"\n")),
        ("appendix name", Council::new().report("[[section]]\nheading = \"H\"\ntext = \"a\"\n[[appendix]]\nname = \"../../own\"\ntitle = \"T\"\ntext = \"a\"\n")),
        ("report board", Council::new().put("reports/paper/report.toml", "title = \"A\"\nboard = \"../../own\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n")),
        ("item number", pack("number = \"../../../own\"\npapers = [ { report = \"paper\" } ]", "")),
        ("item number with a dot", pack("number = \"..\"\npapers = [ { report = \"paper\" } ]", "")),
        ("item report", pack("papers = [ { report = \"../../own\" } ]", "")),
        ("item title", pack("papers = [ { pdf = \"a.pdf\", title = \"../../own\", alt = \"A\" } ]", "").put("attachments/a.pdf", letter)),
        ("item pdf", pack("papers = [ { pdf = \"../../own.pdf\", title = \"T\", alt = \"A\" } ]", "")),
        ("council style", Council::new().put("council.toml", "name = \"C\"\nstyle = \"../../own\"\nnation = \"england\"\n")),
        ("board style", Council::new().put("boards/safer.toml", "name = \"B\"\nbody = \"partnership\"\nstyle = \"../own\"\n")),
        ("indicator", Council::new().put("indicators/own.toml", "[\"../../own\"]\nname = \"N\"\nmeasure = \"count\"\n")),
        ("person", Council::new().put("people.toml", "[officer]\nname = \"O\"\n[\"../../own\"]\nname = \"N\"\n")),
        ("minutes", Council::new().put("minutes/safer/2025-06-20.toml", "board = \"../../own\"\nstart = 2025-06-20T10:00:00\n")),
        ("action", Council::new().put("actions/safer/2025-06-20.toml", "[[action]]\nid = \"../../own\"\nnumber = 1\nraised = 2025-03-20\ntext = \"T\"\nowners = [\"officer\"]\n")),
    ]
}

#[test]
fn a_build_writes_nothing_outside_its_folders() {
    for (what, council) in ways_out() {
        let before = everything(council.path());
        let made = council.path().join("made");
        // Deep below, so that ways out of it end in the council's folder too.
        let (out, typst) = ("made/a/b/c/out", "made/a/b/c/typst");
        council.run(&["build", "--out", out, "--emit-typst", typst]);
        for kept in [council.path().join(out), council.path().join(typst)] {
            fs::remove_dir_all(kept).ok();
        }
        let strays = if made.exists() { everything(&made) } else { Vec::new() };
        assert!(strays.is_empty(), "{what}: {:?}", strays.iter().map(|(path, _)| path).collect::<Vec<_>>());
        fs::remove_dir_all(made).ok();
        assert!(everything(council.path()) == before, "{what}: the council's own files are not as they were");
    }
}

#[test]
fn names_that_lead_out_are_refused_on_the_command_line() {
    let council = Council::new();
    let before = everything(council.path());
    for words in [
        &["build", "--specimen", "../own"][..],
        &["build", "--style", "../own"],
        &["new", "house-style", "../own"],
        &["new", "minutes", "--from", "../own"],
        &["new", "actions", "--from", "../own"],
        &["build", "--out", "."],
        &["build", "--out", "reports/.."],
    ] {
        let ran = council.run(words);
        assert_eq!(ran.exit, Exit::Usage, "{words:?}: {}", ran.err);
        assert!(ran.err.contains("hint: "), "{}", ran.err);
        assert!(everything(council.path()) == before, "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_in_the_output_folder_is_followed() {
    let council = Council::new();
    let other = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(council.path().join("out")).expect("made");
    std::os::unix::fs::symlink(other.path(), council.path().join("out/reports")).expect("linked");
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""), "{}", ran.err);
    assert!(
        ran.err.contains("out/reports is a link") && ran.err.contains("hint: delete the link"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 0);
    // The folder itself may be one: a council's share, say.
    fs::remove_dir_all(council.path().join("out")).expect("removed");
    std::os::unix::fs::symlink(other.path(), council.path().join("out")).expect("linked");
    assert_eq!(council.run(&["build"]).exit, Exit::Done);
    assert!(other.path().join("reports/paper/report.pdf").is_file());
}
