//! Values that hold the names of placeholders, in every file that a council is built to: printed as they
//! are typed, whatever pattern of the style they are put into. It looks at no layout.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::support::{Council, Pdf, tests};
use boardpack::cli::Exit;

/// The names of every pattern of the base style: a new one is tried too.
fn names() -> BTreeSet<String> {
    let path = tests().join("../templates/base/style.toml");
    let style: toml::Table = std::fs::read_to_string(path).expect("the base style").parse().expect("TOML");
    let mut names = BTreeSet::new();
    let mut left: Vec<&toml::Value> = style.values().collect();
    while let Some(value) = left.pop() {
        match value {
            toml::Value::Table(table) => left.extend(table.values()),
            toml::Value::Array(items) => left.extend(items),
            toml::Value::String(text) => {
                names.extend(text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.to_owned())))
            }
            _ => {}
        }
    }
    assert!(
        names.len() > 30 && names.contains("board"),
        "this test has lost sight of the patterns: {names:?}"
    );
    names
}

/// A name in marks that no pattern fills.
fn word(name: &str) -> String {
    format!("({name}(")
}

/// A council in which everything that has a name has `value` in it.
fn council(value: &str) -> Council {
    let board = format!(
        "name = \"Safer {value} Board\"\nshort = \"SSB {value}\"\nbody = \"partnership\"\norganisation = \"Council {value}\"\nquorum = 2\nstyle = \"plain\"\n\n[[member]]\nname = \"Member {value}\"\nas = \"Chair {value}\"\norganisation = \"Of {value}\"\n\n[[member]]\nname = \"Second {value}\"\n"
    );
    let people = format!("[officer]\nname = \"Officer {value}\"\nphone = \"01632 960101\"\n");
    let style = "extends = \"plain\"\n[closing.equality]\nlabel = \"Equality\"\n";
    let indicators = format!(
        "[rate]\nname = \"Rate {value}\"\nmeasure = \"count\"\nbetter = \"lower\"\nunit = \"of {value}\"\ntarget = 3\ntolerance = 1\nthreshold = {{ value = 9, name = \"Limit {value}\" }}\n[[rate.series]]\nwindow = \"quarter\"\n[rate.series.values]\n\"2023/24 Q4\" = 4\n\"2024/25 Q1\" = 8\n\"2024/25 Q4\" = 5\n\n[wards]\nname = \"Wards {value}\"\nmeasure = \"count\"\n[[wards.series]]\nwindow = \"quarter\"\narea = \"north\"\n[wards.series.values]\n\"2024/25 Q4\" = 4\n[[wards.series]]\nwindow = \"quarter\"\narea = \"south\"\n[wards.series.values]\n\"2024/25 Q4\" = 2\n"
    );
    let report = format!(
        "title = \"Report {value}\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\nreport_of = \"officer\"\ncontacts = [\"officer\"]\nbackground_papers = [\"Paper {value}\"]\n\n[[section]]\nheading = \"Section {value}\"\ntext = '''\nIt {{{{ rate.moved(\"year_ago\") }}}}.\n\n{{{{ place(\"trend\") }}}}\n\n{{{{ place(\"bars\") }}}}\n\n{{{{ place(\"all\") }}}}\n'''\n\n[recommendations]\ntext = 'That it is noted.'\n\n[closing.equality]\ntext = 'None.'\nsigned_off = {{ by = \"Office {value}\", on = 2025-06-01 }}\n\n[chart.trend]\ntrend = \"rate\"\ntitle = \"Trend {value}\"\nsubtitle = \"Measured {value}\"\n\n[chart.bars]\nareas = \"wards\"\ntitle = \"Bars {value}\"\n\n[dashboard.all]\ncaption = \"All {value}\"\nindicators = [\"rate\"]\n"
    );
    let minutes = format!(
        "board = \"safer\"\nstart = 2025-03-20T10:00:00\nend = 11:00:00\nplace = \"at {value} Hall\"\nfirst_number = 1\nstatus = \"confirmed\"\nconfirmed = 2025-06-20\n\n[[present]]\nname = \"Member {value}\"\nas = \"Chair {value}\"\nnote = \"left {value}\"\n\n[[minute]]\ntitle = \"Minute {value}\"\nagenda_item = \"Item {value}\"\ntext = '{{{{ filed }}}}'\nvotes = {{ for = 1, against = 0, abstained = 0 }}\nnote = \"Noted {value}\"\n"
    );
    let log = format!(
        "[[action]]\nid = \"one\"\nnumber = 1\nraised = 2025-03-20\ntext = 'Do {value}'\nowners = [\"Owner {value}\"]\nclosed = 2025-06-01\nupdate = [ {{ on = 2025-05-05, text = \"Done {value}\" }} ]\n"
    );
    let pack = format!(
        "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Hall {value}\"\nclerk = \"officer\"\nwards = [\"Ward {value}\"]\n\n[[item]]\ntitle = \"Letter {value}\"\nwards = [\"North {value}\"]\npresenter = \"Says {value}.\"\npapers = [ {{ pdf = \"letter.pdf\" }} ]\n\n[[item]]\ntitle = \"Report {value}\"\npapers = [ {{ report = \"paper\" }}, {{ actions = 2025-06-20 }}, {{ minutes = 2025-03-20 }} ]\n"
    );
    let council = "name = \"County {value}\"\nstyle = \"own\"\nnation = \"england\"\n[areas]\nwhole = \"County {value}\"\n[areas.wards]\nnorth = \"North {value}\"\nsouth = \"South {value}\"\n";
    Council::empty()
        .put("council.toml", council.replace("{value}", value))
        .put("boards/safer.toml", board.replace("\"plain\"", "\"own\""))
        .put("people.toml", people)
        .put("templates/own/style.toml", style)
        .put("indicators/rates.toml", indicators)
        .put("reports/paper/report.toml", report)
        .put("minutes/safer/2025-03-20.toml", minutes)
        .put("actions/safer/2025-06-20.toml", log)
        .put("packs/meeting/pack.toml", pack)
        .put("attachments/letter.pdf", std::fs::read(tests().join("attachments/scan.pdf")).expect("a PDF"))
}

/// All words of all files that are built, each under its name.
fn everything(council: &Council) -> String {
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut files = Vec::new();
    list(&council.path().join("out"), &mut files);
    files.sort();
    // The list of sums is no output.
    files.retain(|path| path.file_name().is_none_or(|name| name != ".boardpack.files.json"));
    let mut out = String::new();
    for path in files {
        let name = path.strip_prefix(council.path()).expect("below it").display();
        let _ = writeln!(out, "# {name}");
        if path.extension().is_some_and(|kind| kind == "pdf") {
            let pdf = Pdf::open(&path);
            let _ = writeln!(out, "{}\n{}\n{}", pdf.reading(), pdf.outline(), pdf.metadata());
            // Stamps and headers, however many pages there are; words in pictures break as they have room.
            let around = pdf.artifacts().join(" / ");
            let around: BTreeSet<&str> =
                around.split(" / ").filter(|one| one.contains("SSB") || one.contains("genda")).collect();
            let alternatives = alternatives(&pdf);
            let all = around.into_iter().chain(alternatives.iter().map(String::as_str));
            all.for_each(|text| out.push_str(&format!("{text}\n")));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        // Sums differ where anything does.
        let lines = text.lines().filter(|line| {
            !["sha256", "made_from", "\"checked\"", "\"edges\""].iter().any(|sum| line.contains(sum))
        });
        lines.for_each(|line| out.push_str(&format!("{line}\n")));
    }
    // Braces are wider than other marks, so that pages may break otherwise.
    let mut masked: Vec<char> = out.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    masked.dedup_by(|a, b| *a == '#' && *b == '#');
    masked.into_iter().collect()
}

fn list(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { list(&path, out) } else { out.push(path) }
    }
}

/// What is said of pictures.
fn alternatives(pdf: &Pdf) -> BTreeSet<String> {
    let texts = pdf.document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Alt").ok());
    texts.filter_map(|text| lopdf::decode_text_string(text).ok()).collect()
}

/// The council is built twice: with words for names, and with the names of placeholders. What it says is
/// the same but for these.
#[test]
fn what_is_typed_is_never_filled() {
    let names = names();
    let of = |one: &dyn Fn(&str) -> String| names.iter().map(|name| one(name)).collect::<Vec<_>>().join(" ");
    let mut expected = everything(&council(&of(&|name| word(name))));
    let found = everything(&council(&of(&|name| format!("{{{name}}}"))));
    for name in &names {
        let (word, braced) = (word(name), format!("{{{name}}}"));
        assert!(expected.matches(&word).count() > 30, "{word} is printed too seldom");
        expected = expected.replace(&word, &braced).replace(&word.to_uppercase(), &braced.to_uppercase());
    }
    for (expected, found) in expected.lines().zip(found.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
}
