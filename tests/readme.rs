//! README as its reader takes it: the files that it shows are made, built, and broken. It never
//! checks prose.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::run_in;
use boardpack::cli::Exit;

const README: &str = include_str!("../README.md");

/// The TOML blocks of README that follow a line with a file's name.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut name = String::new();
    let mut lines = README.lines();
    while let Some(line) = lines.next() {
        if line == "```toml" {
            let text: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            if !name.is_empty() {
                files.insert(std::mem::take(&mut name), text.join("\n") + "\n");
            }
        } else if let Some(path) = line.split('`').find(|part| part.ends_with(".toml") && !part.contains(' '))
        {
            name = path.to_owned();
        } else if !line.trim().is_empty() {
            name.clear();
        }
    }
    files
}

fn make(root: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }
}

fn build(root: &Path) -> (Exit, String, String) {
    let ran = run_in(root, &["build"]);
    (ran.exit, ran.out, ran.err)
}

#[test]
fn the_smallest_report_builds_as_it_stands() {
    let files = files();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(
        names.contains(&"reports/first/report.toml") && names.contains(&"indicators/crime.toml"),
        "{names:?}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path(), &files);
    let (exit, out, err) = build(folder.path());
    assert_eq!((exit, err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
    assert_eq!(out.trim().replace('\\', "/"), "out/reports/first/report.pdf");
}

#[test]
fn the_mistake_that_is_shown_is_said_so() {
    let shown = README.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block");
    let mut files = files();
    let report = files.get_mut("reports/first/report.toml").expect("the report");
    let start = report.find("Each paragraph").expect("the first paragraph");
    let end = start + report[start..].find('\n').expect("its end");
    report.replace_range(start..end, "The rate is {{ domestic_crme.now }}.");
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path(), &files);
    let (exit, out, err) = build(folder.path());
    assert_eq!((exit, out.as_str()), (Exit::Problems, ""));
    let body = |text: &str| text.lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>().join("\n");
    assert!(
        body(&err).starts_with(body(shown).trim_end()),
        "README shows:\n{shown}\nand this is said:\n{err}"
    );
}

/// The keys that `content/REFERENCE.md` names, and what findings list: "it has: a, b, c".
#[test]
fn the_reference_names_every_key() {
    let reference = include_str!("../content/REFERENCE.md");
    let breaks = [
        ("council.toml", "x_x = 1\n", "append"),
        ("people.toml", "[a]\nname = \"A\"\nx_x = 1\n", "append"),
        ("boards/safer_communities.toml", "x_x = 1\n", "append"),
        ("indicators/crime.toml", "[b]\nname = \"B\"\nmeasure = \"count\"\nx_x = 1\n", "append"),
        ("indicators/c.toml", "[c]\nname = \"C\"\nmeasure = \"count\"\nseries = [ { x_x = 1 } ]\n", "append"),
        ("reports/first/report.toml", "x_x = 1\n", "prepend"),
        ("reports/first/report.toml", "[[section]]\nheading = \"H\"\nx_x = 1\n", "append"),
        ("reports/first/report.toml", "[[appendix]]\ntitle = \"T\"\nx_x = 1\n", "append"),
        (
            "reports/first/report.toml",
            "[table.t]\ncaption = \"T\"\nx_x = 1\ncolumn = [ { key = \"k\", heading = \"K\", x_x = 1 } ]\n",
            "append",
        ),
        (
            "packs/p/pack.toml",
            "board = \"safer_communities\"\nstart = 2024-03-22T10:00:00\nx_x = 1\n[[item]]\ntitle = \"T\"\nx_x = 1\npapers = [ { x_x = 1 } ]\n",
            "append",
        ),
        ("boards/safer_communities.toml", "[[member]]\nx_x = 1\n", "append"),
        (
            "packs/p/pack.toml",
            "board = \"safer_communities\"\nstart = 2024-03-22T10:00:00\n[[member]]\nx_x = 1\n[[item]]\ntitle = \"T\"\n[[item.item]]\nx_x = 1\n",
            "append",
        ),
        ("council.toml", "[[rag.r]]\nstatus = \"red\"\nx_x = 1\n", "append"),
        (
            "indicators/d.toml",
            "[d]\nname = \"D\"\nmeasure = \"count\"\nthreshold = { x_x = 1 }\nsurvey = { x_x = 1 }\n[[d.series]]\nvalues = { 2024 = { x_x = 1 } }\n",
            "append",
        ),
        ("reports/first/report.toml", "[chart.c]\ntrend = \"domestic_crime\"\nx_x = 1\n", "append"),
        (
            "reports/first/report.toml",
            "[table.s]\nseries = \"domestic_crime\"\nranking = { x_x = 1 }\nx_x = 1\n",
            "append",
        ),
        ("reports/first/report.toml", "[dashboard.d]\nx_x = 1\n", "append"),
        ("reports/first/report.toml", "[image.i]\nfile = \"i.png\"\nx_x = 1\n", "append"),
        ("reports/first/report.toml", "[note.n]\ntext = \"N\"\nx_x = 1\n", "append"),
        (
            "minutes/safer_communities/2025-06-20.toml",
            "x_x = 1\n[[present]]\nx_x = 1\n[[minute]]\nx_x = 1\nvotes = { x_x = 1 }\nrecorded_vote = { x_x = 1 }\n[[correction]]\nx_x = 1\n",
            "append",
        ),
        (
            "actions/safer_communities/2025-06-20.toml",
            "x_x = 1\n[[action]]\nx_x = 1\nupdate = [ { x_x = 1 } ]\n[[action.part]]\nx_x = 1\n",
            "append",
        ),
    ];
    let mut lists = 0;
    for (path, text, how) in breaks {
        let mut files = files();
        let file = files.entry(path.to_owned()).or_default();
        *file = if how == "append" { format!("{file}\n{text}") } else { format!("{text}{file}") };
        let folder = tempfile::tempdir().expect("a folder");
        make(folder.path(), &files);
        let (_, _, err) = build(folder.path());
        assert!(err.contains("`x_x` is not a key"), "{path}: {err}");
        for list in err.lines().filter_map(|l| l.split("hint: it has: ").nth(1)) {
            lists += 1;
            // Marked keys and refused ones are not the author's to use.
            for key in list.split(", ").filter(|k| !["exempt", "confidential", "pdf"].contains(k)) {
                let named = [format!("`{key}`"), format!("[{key}"), format!("{key} = "), format!(".{key}")];
                assert!(
                    named.iter().any(|n| reference.contains(n.as_str())),
                    "REFERENCE.md does not name `{key}` of {path}"
                );
            }
        }
    }
    assert!(lists >= breaks.len(), "{lists} lists of keys");
}
