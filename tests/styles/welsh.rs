//! Papers in Welsh: labels, dates, numbers and the words of figures, and the language that a screen
//! reader is told. Names and text of authors stay as they were typed.

use boardpack::cli::Exit;
use lopdf::Object;

use crate::styles::built_in;
use crate::support::{Council, Pdf, Ran, assert_accessible};

const SECTIONS: &str = r#"
[[section]]
heading = "Cyflwyniad"
text = '''
Erbyn {{ period.long }} mae’r gyfradd wedi newid: {{ burglary.moved("year_ago") }}.

{{ place("costau") }}
'''
[table.costau]
caption = "Costau"
column = [ { key = "a", heading = "Beth", row_header = true }, { key = "b", heading = "Faint", format = "money", total = true }, { key = "c", heading = "Pryd", format = "date" } ]
row = [ { a = "Staff", b = 1200, c = 2025-03-01 }, { a = "Arall", b = 34.5, c = 2025-10-21 } ]
"#;

fn welsh() -> Council {
    Council::new()
        .put("council.toml", "name = \"Cyngor Enghreifftiol\"\nstyle = \"county\"\nlanguage = \"cy\"\n")
        .report(SECTIONS)
}

fn read(ran: &Ran) -> Pdf {
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran.pdfs.iter().for_each(|pdf| assert_accessible(pdf));
    Pdf::open(&ran.pdfs[0])
}

/// The language of the whole file.
fn language(pdf: &Pdf) -> String {
    let lang = pdf.document.catalog().expect("a catalogue").get(b"Lang").expect("a language");
    lopdf::decode_text_string(lang).expect("a text").to_lowercase()
}

/// The languages that parts of it say for themselves.
fn parts(pdf: &Pdf) -> Vec<String> {
    let said = pdf.document.objects.values().filter_map(|object| match object {
        Object::Dictionary(d) if d.has(b"S") => d.get(b"Lang").ok(),
        _ => None,
    });
    said.map(|lang| lopdf::decode_text_string(lang).expect("a text").to_lowercase()).collect()
}

#[test]
fn a_councils_language_is_that_of_every_word_of_the_program() {
    let pdf = read(&welsh().run(&["build"]));
    let reading = pdf.reading();
    for words in [
        "20fed Mehefin 2025",
        "Erbyn 2024/25 chwarter 4",
        "gostyngodd o 2.61 i 2.59",
        "Tabl 1: Costau",
        "£1,234.50",
        "1 Mawrth 2025",
        "21 Hydref 2025",
        "Cyfanswm",
        "Argymhellion",
        "Papurau cefndir",
        "Swyddog cyswllt",
        "Ffôn: 01632 960101",
    ] {
        let report = words != "Argymhellion";
        assert!(!report || reading.contains(words), "{words}: {reading}");
    }
    assert_eq!(language(&pdf), "cy-gb");
    assert!(pdf.metadata().contains("Adroddiad i Safer Sample Board, 20 Mehefin 2025"), "{}", pdf.metadata());
    for english in ["Table", "Total", "Officer to", "Background", "June", "fell from", "quarter"] {
        assert!(!reading.contains(english), "{english}: {reading}");
    }
}

#[test]
fn minutes_logs_and_packs_are_in_welsh_too() {
    let council = welsh()
        .put("minutes/safer/2025-03-07.toml", "start = 2025-03-07T14:05:00\nend = 15:30:00\nplace = \"yn Neuadd y Sir\"\nfirst_number = 1\n[[present]]\nname = \"Y Cynghorydd A. Enghraifft\"\n[[minute]]\ntitle = \"Croeso\"\ntext = \"Croesawyd pawb.\"\nresolved = \"Nodi.\"\n")
        .put("actions/safer/2025-06-20.toml", "[[action]]\nid = \"a\"\nnumber = 1\nraised = 2025-03-07\ntext = \"Gwneud\"\nowners = [\"officer\"]\nstatus = \"amber\"\n")
        .put("packs/mehefin/pack.toml", "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Neuadd y Sir\"\nclerk = \"officer\"\n[[item]]\ntitle = \"Cofnodion\"\npapers = [ { minutes = 2025-03-07 } ]\n[[item]]\ntitle = \"Camau\"\npapers = [ { actions = 2025-06-20 } ]\n[[item]]\ntitle = \"Adroddiad\"\npapers = [ { report = \"paper\" } ]\npurpose = \"decision\"\n");
    let pdf = read(&council.run(&["build", "packs/mehefin"]));
    assert_eq!(language(&pdf), "cy-gb");
    let reading = pdf.reading();
    for words in [
        "Rhaglen",
        "Tudalennau 3 i 4",
        "I’w benderfynu",
        "2.05 yp tan 3.30 yp",
        "Yn bresennol",
        "PENDERFYNWYD:",
        "Oren",
        "Swyddog cyfrifol",
        "Eitem 3 ar y rhaglen",
    ] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    assert!(reading.to_lowercase().contains("dydd gwener, 20 mehefin 2025 am 10.00 yb"), "{reading}");
    assert!(pdf.metadata().contains("rhaglen a phapurau"), "{}", pdf.metadata());
}

#[test]
fn a_paper_and_a_board_may_be_in_another_language_than_the_council() {
    let paper = Council::new();
    let head = "language = \"cy\"\ntitle = \"Adroddiad\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\ncontacts = [\"officer\"]\nbackground_papers = []\n";
    let paper = paper.put("reports/paper/report.toml", format!("{head}{SECTIONS}"));
    let pdf = read(&paper.run(&["build"]));
    assert!(language(&pdf) == "cy-gb" && pdf.reading().contains("Swyddog cyswllt"), "{}", pdf.reading());
    let board = Council::new()
        .put("boards/safer.toml", "name = \"Bwrdd Diogelwch\"\nbody = \"partnership\"\nlanguage = \"cy\"\n");
    let pdf = read(&board.run(&["build"]));
    assert!(language(&pdf) == "cy-gb" && pdf.reading().contains("Swyddog cyswllt"), "{}", pdf.reading());
    let english = welsh().put("reports/paper/report.toml", head.replace("\"cy\"", "\"en\"") + SECTIONS);
    let pdf = read(&english.run(&["build"]));
    let reading = pdf.reading();
    assert!(language(&pdf) == "en-gb" && reading.contains("fell from 2.61 to 2.59"), "{reading}");
}

#[test]
fn a_passage_is_in_its_own_language_with_what_is_placed_in_it() {
    let english = "[[section]]\nheading = \"Summary\"\ntext = '''In English it {{ burglary.moved(\"year_ago\") }}, as {{ ref(\"costau\") }} shows.'''\n";
    let passage = SECTIONS.replacen("[[section]]", "[[section]]\nlanguage = \"cy\"", 1);
    let pdf = read(&Council::new().report(&format!("{english}{passage}")).run(&["build"]));
    let reading = pdf.reading();
    for words in [
        "it fell from 2.61 to 2.59",
        "as Tabl 1 shows",
        "gostyngodd o 2.61 i 2.59",
        "Tabl 1: Costau",
        "Cyfanswm",
        "1 Mawrth 2025",
        "Officer to contact",
        "20th June 2025",
    ] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    let parts = parts(&pdf);
    assert_eq!(language(&pdf), "en-gb");
    assert!(parts.iter().any(|lang| lang.starts_with("cy")), "{parts:?}");
}

#[test]
fn an_appendix_and_a_minute_may_be_in_another_language() {
    let appendix = "[[section]]\nheading = \"Summary\"\ntext = '''In English, as {{ ref(\"atodiad\") }} says.'''\n[[appendix]]\nname = \"atodiad\"\nlanguage = \"cy\"\ntitle = \"Crynodeb\"\ntext = '''\nMae wedi newid: {{ burglary.moved(\"year_ago\") }}.\n\n{{ place(\"costau\") }}\n'''\n";
    let table = SECTIONS.split_once("[table").expect("a table").1;
    let pdf = read(&Council::new().report(&format!("{appendix}[table{table}")).run(&["build"]));
    let reading = pdf.reading();
    for words in [
        "as Appendix A says",
        "Appendix A: Crynodeb",
        "gostyngodd o 2.61 i 2.59",
        "Tabl 1: Costau",
        "Cyfanswm",
        "Officer to contact",
    ] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    assert!(language(&pdf) == "en-gb" && parts(&pdf).iter().any(|lang| lang.starts_with("cy")), "{reading}");

    let minute = |number: &str, rest: &str| {
        format!(
            "[[minute]]\ntitle = \"{number}\"\ntext = \"{{{{ filed }}}}\"\nagenda_item = \"{number}\"\nresolved = \"Nodi.\"\nvotes = {{ for = 4, against = 1, abstained = 0 }}\n{rest}"
        )
    };
    let head = "start = 2025-03-07T14:05:00\nend = 15:30:00\nplace = \"at County Hall\"\nfirst_number = 1\n[[present]]\nname = \"Councillor A. Example\"\n";
    let minutes = format!("{head}{}{}", minute("4", ""), minute("5", "language = \"cy\"\n"));
    let council = Council::new().put("minutes/safer/2025-03-07.toml", minutes);
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let built = ran.pdfs.iter().find(|path| path.ends_with("minutes/safer/2025-03-07.pdf"));
    let pdf = Pdf::open(built.expect("minutes"));
    let reading = pdf.reading();
    for words in [
        "marked ‘Agenda item 4’",
        "For: 4. Against: 1.",
        "RESOLVED:",
        "‘Eitem 5 ar y rhaglen’",
        "O blaid: 4. Yn erbyn: 1.",
        "PENDERFYNWYD:",
        "2.05 pm to 3.30 pm",
    ] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    assert!(parts(&pdf).iter().any(|lang| lang.starts_with("cy")), "{reading}");
}

#[test]
fn no_english_label_is_left_in_any_style() {
    let head = "title = \"Adroddiad\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\nreport_of = \"officer\"\ncontacts = [\"officer\"]\nbackground_papers = []\n";
    let legal = "text = 'A.'\nsigned_off = { on = 2025-06-02 }\n";
    let plain = format!("[front.purpose]\ntext = 'A.'\n[closing.legal]\n{legal}");
    let sheet = format!(
        "[front.legal]\n{legal}[front.financial]\ntext = 'A.'\n[front.staffing]\ntext = 'A.'\n[front.reason]\ntext = 'A.'\n[closing.environment]\ntext = 'A.'\n"
    );
    let english =
        ["Recommend", "Background", "contact", "mplications", "igned", "Presented", "eport", "Public"];
    for style in built_in() {
        let fields = if style == "district" { &sheet } else { &plain };
        let council = format!("name = \"Cyngor\"\nstyle = \"{style}\"\nlanguage = \"cy\"\n");
        let people = "[officer]\nname = \"Swyddog\"\n";
        let paper = format!("{head}{fields}{SECTIONS}[recommendations]\ntext = 'Nodi.'\n");
        let council = welsh().put("council.toml", council).put("people.toml", people);
        let reading = read(&council.put("reports/paper/report.toml", paper).run(&["build"])).reading();
        for word in english {
            assert!(!reading.contains(word), "{style}: {word} in {reading}");
        }
        assert!(reading.contains("ymeradwywyd gan y Swyddog Monitro"), "{style}: {reading}");
    }
}

#[test]
fn a_councils_own_words_are_in_its_own_language() {
    let own = "[labels]\ncontact_one = \"Ask\"\n[closing.climate]\nlabel = \"Climate\"\n";
    // In an English council's Welsh paper, its English words would be wrong.
    let head = "language = \"cy\"\ntitle = \"T\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n[[section]]\nheading = \"H\"\ntext = '''T.'''\n[closing.climate]\ntext = '''T.'''\n";
    let council =
        Council::new().put("templates/county/style.toml", own).put("reports/paper/report.toml", head);
    let ran = council.run(&["build"]);
    let reading = read(&ran).reading();
    assert!(reading.contains("Swyddog cyswllt") && reading.contains("Climate"), "{reading}");
    assert!(
        ran.err.contains("warning[welsh-words]: the field `closing.climate` has no Welsh words"),
        "{}",
        ran.err
    );
    let council = council.put(
        "templates/county/welsh.toml",
        "[closing.climate]\nlabel = \"Yr hinsawdd\"\n[labels]\ncontact_one = \"Gofynnwch i\"\n",
    );
    let ran = council.run(&["build"]);
    let reading = read(&ran).reading();
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    assert!(reading.contains("Gofynnwch i") && reading.contains("Yr hinsawdd"), "{reading}");
    // Where the council itself is Welsh, its own words are.
    let council = welsh().put("templates/county/style.toml", "[labels]\ncontact_one = \"Holwch\"\n");
    assert!(read(&council.run(&["build"])).reading().contains("Holwch"));
}
