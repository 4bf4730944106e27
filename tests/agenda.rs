//! Agendas of small councils as finished PDFs: sub-items, parts, columns, statements and states, read
//! back from text and tags; and the list of what a pack still lacks. It looks at no paper but the agenda.

use std::path::PathBuf;

use crate::support::{Council, Element, Pdf, assert_accessible};
use boardpack::cli::Exit;

const HEAD: &str = "board = \"safer\"\nstart = 2025-06-20T10:00:00\n";

/// The small council with a pack of the keys `head` and the items `items`.
fn council(head: &str, items: &str) -> Council {
    Council::new().put("packs/meeting/pack.toml", format!("{HEAD}{head}\n{items}"))
}

fn folder(council: &Council) -> PathBuf {
    council.path().join("out/packs/meeting")
}

/// Builds the pack, which must succeed, and opens its agenda, which must be accessible.
fn agenda(council: &Council) -> Pdf {
    let ran = council.run(&["build", "packs", "--deny-warnings"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let path = folder(council).join("agenda.pdf");
    assert_accessible(&path);
    Pdf::open(&path)
}

/// What is read from the title "Agenda" on.
fn below_title(pdf: &Pdf) -> String {
    let reading = pdf.reading();
    let (_, rest) = reading.split_once("Agenda\n").expect("a title");
    rest.to_owned()
}

/// Headings below the title as "2 Introductions", in order.
fn headings(pdf: &Pdf) -> Vec<String> {
    let level = |e: &Element| e.role.strip_prefix('H').and_then(|n| n.parse::<u32>().ok());
    let all = pdf.tags.all().into_iter().filter_map(|e| Some(format!("{} {}", level(e)?, e.text().trim())));
    all.skip(1).collect()
}

const NESTED: &str = r#"
[[item]]
title = "Introductions"

[[item]]
title = "Updates"
presenter = "Partners will speak."
text = '''
In turn:

1. the police;
2. the rest.
'''

[[item.item]]
title = "Police"
papers = [ { report = "paper" } ]

[[item.item]]
title = "Fire"

[[item.item.item]]
title = "Prevention"
state = "to_follow"

[[item.item.item]]
title = "Protection"
papers = [ { report = "second" } ]

[[item]]
number = "2z"
title = "Other business"

[[item]]
title = "Close"
"#;

fn nested() -> Council {
    let council = council("", NESTED);
    let report = std::fs::read_to_string(council.path().join("reports/paper/report.toml")).expect("a report");
    council.put("reports/second/report.toml", report.replace("Community safety update", "Protection report"))
}

#[test]
fn items_below_items_have_marks_and_whole_numbers() {
    let council = nested();
    let pdf = agenda(&council);
    let expected = "\
1. Introductions
2. Updates
Partners will speak.
In turn:
(a)
the police;
(b)
the rest.
(a) Police
(Pages 3 to 4)
(b) Fire
(i) Prevention
To follow
(ii) Protection
(Pages 5 to 6)
2z. Other business
3. Close";
    assert_eq!(below_title(&pdf), expected);
    let levels: Vec<String> = headings(&pdf).iter().map(|h| h[..1].to_owned()).collect();
    assert_eq!(levels, ["2", "2", "3", "3", "4", "4", "2", "2"]);
    assert!(!pdf.outline().contains("Police"), "{}", pdf.outline());
    let manifest = std::fs::read_to_string(folder(&council).join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let items = manifest["items"].as_array().expect("items");
    let numbers: Vec<&str> = items.iter().filter_map(|i| i["number"].as_str()).collect();
    assert_eq!(numbers, ["1", "2", "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)", "2z", "3"]);
    let files: Vec<&str> = items.iter().filter_map(|i| i["file"].as_str()).collect();
    assert_eq!(files, ["item-02a.pdf", "item-02bii.pdf"]);
    let paper = Pdf::open(&folder(&council).join("item-02bii.pdf"));
    assert!(paper.reading().contains("Agenda item 2(b)(ii)"), "{}", paper.reading());
}

#[test]
fn a_style_may_number_items_in_other_ways() {
    let board = "name = \"Safer\"\nbody = \"partnership\"\n[tokens.numbering]\nagenda = [\"A.\", \"1.\"]\n";
    let pdf = agenda(&nested().put("boards/safer.toml", board));
    let reading = below_title(&pdf);
    for words in ["A. Introductions", "B. Updates", "2. Fire", "A. Prevention", "2z. Other business"] {
        assert!(reading.lines().any(|line| line == words), "{words}: {reading}");
    }
    // A figure below a figure is set apart from it.
    let board = board.replace("A.", "1.");
    let council = nested().put("boards/safer.toml", board);
    agenda(&council);
    assert!(folder(&council).join("item-02.2.2.pdf").exists());
}

#[test]
fn parts_are_headings_above_their_items() {
    let items = r#"
[[item]]
title = "Apologies"
[[item.item]]
title = "Late ones"
[[item]]
part  = "Items of the {{ board.short }} for decision"
title = "Budget"
[[item.item]]
title = "Capital"
[[item]]
title = "Plan"
[[item]]
part  = "Items for information"
title = "Fire"
"#;
    let pdf = agenda(&council("access = '''All may attend.'''\n", items));
    let expected = [
        "2 1. Apologies",
        "3 (a) Late ones",
        "2 Items of the SSB for decision",
        "3 2. Budget",
        "4 (a) Capital",
        "3 3. Plan",
        "2 Items for information",
        "3 4. Fire",
        "2 Access to the meeting",
    ];
    assert_eq!(headings(&pdf), expected);
}

const COLUMNS: &str = r#"
[[item]]
title = "Apologies"
[[item]]
title   = "Budget"
time    = 10:15:00
wards   = ["Anstey", "Birstall"]
purpose = "decision"
[[item]]
title   = "Fire"
time    = 14:05:00
wards   = ["Anstey"]
purpose = "information"
state   = "oral"
"#;

#[test]
fn columns_say_what_they_are_and_line_up() {
    let council = council("", COLUMNS);
    let pdf = agenda(&council);
    let expected = "1. Apologies\n2. Budget\n10.15 am\nWards: Anstey, Birstall\nFor decision\n3. Fire\n2.05 pm\nWard: Anstey\nFor information\nOral item";
    assert_eq!(below_title(&pdf), expected);
    // Only what the style names stands beside the title, in its order; the rest follows below.
    let board = "name = \"Safer\"\nbody = \"partnership\"\n[tokens.agenda]\ncolumns = [\"purpose\"]\n";
    let pdf = agenda(&council.put("boards/safer.toml", board));
    let expected = "1. Apologies\n2. Budget\nFor decision\n10.15 am\nWards: Anstey, Birstall\n3. Fire\nFor information\n2.05 pm\nWard: Anstey\nOral item";
    assert_eq!(below_title(&pdf), expected);
}

#[test]
fn no_columns_at_all_and_another_time_are_a_style_s_to_choose() {
    let board = "name = \"Safer\"\nbody = \"partnership\"\n[tokens.agenda]\ncolumns = []\n[tokens.times]\ntext = \"hours:minute\"\n";
    let pdf = agenda(&council("", COLUMNS).put("boards/safer.toml", board));
    let reading = pdf.reading();
    assert!(reading.to_lowercase().contains("friday, 20 june 2025 at 10:00"), "{reading}");
    assert!(reading.contains("3. Fire\n14:05\nWard: Anstey\nFor information\nOral item"), "{reading}");
}

const BOARD: &str = r#"
name   = "Safer Sample Board"
body   = "committee"
venue  = "County Hall"
quorum = 2
standing_items = ["Declarations of interest"]
summons = '''You are summoned to the **{{ board.name }}**.'''
access  = '''
All may attend:

- on foot;
- by bus.
'''
[[member]]
person = "officer"
as     = "Chair"
[[member]]
name = "Mr B. Member"
organisation = "Sample Police"
"#;

const DECLARATIONS: &str = "[[item]]\ntitle = \"Declarations of Interest\"\n";

#[test]
fn a_board_s_statements_stand_on_its_agendas() {
    let with = |head: &str| council(head, DECLARATIONS).put("boards/safer.toml", BOARD);
    let pdf = agenda(&with(
        "wards = [\"Anstey\", \"Birstall\"]\npublished = 2025-06-12\nconvened = 2025-06-12\nclerk = \"officer\"\n",
    ));
    let facts = "Venue\nCounty Hall\nWards affected\nAnstey, Birstall\nPublished\n12 June 2025\nContact\nCommunity safety officer\nTel: 01632 960101\nE-mail: officer@example.org\n";
    let rest = "You are summoned to the Safer Sample Board.\nMembership\nName | Organisation\nCommunity safety officer (Chair) | \nMr B. Member | Sample Police\nQuorum: 2 members\n1. Declarations of Interest\nAccess to the meeting\nAll may attend:\n•\non foot;\n•\nby bus.";
    assert_eq!(below_title(&pdf), format!("{facts}{rest}"));
    let scopes: Vec<_> = pdf.tags.of("TH").iter().filter_map(|h| h.scope.clone()).collect();
    assert_eq!(scopes, ["Column", "Column", "Row", "Row"]);
    // A meeting's own words take the place of the board's, and "" and [] take them away.
    let own = "place = \"Online\"\nquorum = 3\nsummons = \"\"\naccess = \"By link only.\"\nmember = []\n";
    let pdf = agenda(&with(own));
    let expected =
        "Venue\nOnline\nQuorum: 3 members\n1. Declarations of Interest\nAccess to the meeting\nBy link only.";
    assert_eq!(below_title(&pdf), expected);
}

#[test]
fn the_order_of_an_agenda_is_the_style_s() {
    let order = "[tokens.agenda]\norder = [\"quorum\", \"items\", \"summons\", \"access\", \"facts\", \"members\"]\naccess = \"\"\n";
    let pdf = agenda(&council("", DECLARATIONS).put("boards/safer.toml", format!("{BOARD}\n{order}")));
    let expected = "Quorum: 2 members\n1. Declarations of Interest\nYou are summoned to the Safer Sample Board.\nAll may attend:\n•\non foot;\n•\nby bus.\nVenue\nCounty Hall\nMembership";
    assert!(below_title(&pdf).starts_with(expected), "{}", below_title(&pdf));
}

#[test]
fn every_state_is_printed_in_words() {
    let states = ["to_follow", "tabled", "oral", "urgent", "withdrawn", "deferred"];
    let items: Vec<String> = states
        .iter()
        .enumerate()
        .map(|(n, state)| {
            let reason = if *state == "urgent" { "reason = \"the grant closes\"\n" } else { "" };
            format!("[[item]]\ntitle = \"T{n}\"\nfrom = \"The fire service\"\ndue = 2025-06-10\nstate = \"{state}\"\n{reason}")
        })
        .collect();
    let reading = below_title(&agenda(&council("", &items.join("\n"))));
    let expected = "1. T0\nTo follow\n2. T1\nTo be tabled at the meeting\n3. T2\nOral item\n4. T3\nUrgent item: the grant closes\n5. T4\nWithdrawn\n6. T5\nDeferred to a later meeting";
    // Whom a paper is awaited from, and by when, is the clerk's business.
    assert_eq!(reading, expected);
}

#[test]
fn sixty_items_keep_their_numbers_and_their_words_together() {
    let long = "A title that is long enough to be broken over two lines or three, wherever its columns end";
    let items: Vec<String> = (0..60)
        .map(|n| match n % 4 {
            0 => format!("[[item]]\ntitle = \"{long} {n}\"\npurpose = \"decision\"\ntime = 10:{n:02}:00\npresenter = \"Somebody will speak.\"\n"),
            1 => format!("[[item]]\ntitle = \"Short {n}\"\n"),
            2 => format!("[[item]]\ntitle = \"Above {n}\"\n[[item.item]]\ntitle = \"Below\"\nstate = \"oral\"\n"),
            _ => format!("[[item]]\ntitle = \"Late {n}\"\nstate = \"to_follow\"\nwards = [\"Thurcaston and Cropston\"]\n"),
        })
        .collect();
    let pdf = agenda(&council("", &items.join("\n")));
    assert_eq!(headings(&pdf).len(), 75);
    let reading = below_title(&pdf);
    assert!(reading.contains("60. Late 59\nWard: Thurcaston and Cropston\nTo follow"), "{reading}");
    // No page ends with a title whose words follow on the next one.
    for page in &pdf.pages {
        let text: Vec<&String> = pdf.texts[page].marked.values().filter(|t| !t.trim().is_empty()).collect();
        let last = text.last().map_or("", |t| t.trim());
        assert!(!last.starts_with("Above") && !last.starts_with("Late"), "a page ends with {last}");
    }
}

#[test]
fn numbers_and_titles_have_room_of_their_own() {
    let below: String = (0..28).map(|n| format!("[[item.item.item]]\ntitle = \"Deep {n}\"\n")).collect();
    let items = format!(
        "{COLUMNS}\n[[item]]\nnumber = \"1000a\"\ntitle = \"Long\"\n[[item.item]]\ntitle = \"Below\"\n{below}"
    );
    let pdf = agenda(&council("", &items));
    assert!(below_title(&pdf).contains("1000a. Long\n(a) Below\n(i) Deep 0\n"), "{}", below_title(&pdf));
    assert!(below_title(&pdf).ends_with("(xxviii) Deep 27"), "{}", below_title(&pdf));
}

#[test]
fn what_is_typed_in_an_agenda_comes_out() {
    let typed = r##"#let x = [ $1 \ "q" *b* _i_ <a> @r // { ~ ` ="##;
    let of = |n: usize| format!("'''{n} {typed}'''");
    let head = format!(
        "place = {}\nwards = [{}]\n[[member]]\nname = {}\norganisation = {}\nas = {}\n",
        of(1),
        of(2),
        of(3),
        of(4),
        of(5)
    );
    let items = format!(
        "[[item]]\npart = {}\ntitle = {}\npresenter = {}\nwards = [{}]\nnumber = '#[x'\nstate = \"urgent\"\nreason = {}\n",
        of(6),
        of(7),
        of(8),
        of(9),
        of(10)
    );
    // Straight and curly quotes are one sign here.
    let reading = below_title(&agenda(&council(&head, &items))).replace(['“', '”'], "\"");
    for n in 1..=10 {
        assert!(reading.contains(&format!("{n} {typed}")), "{n}: {reading}");
    }
    assert!(reading.contains("\n#[x 7 #let"), "{reading}");
}

#[test]
fn a_check_ends_with_what_is_lacking() {
    let items = "[[item]]\ntitle = \"Fire\"\nstate = \"to_follow\"\nfrom = \"officer\"\ndue = 2025-06-10\n[[item]]\ntitle = \"Talk\"\n";
    let council = council("published = 2025-06-12\nplace = \"County Hall\"\n", items);
    let ran = council.run(&["check", "packs/meeting"]);
    let list = "packs/meeting: meets on 20 June 2025, published by 12 June 2025\n  missing: 1  Fire: to follow -- from Community safety officer, by 10 June 2025\n  ready: 1 of 2 items\n";
    assert_eq!((ran.exit, ran.err), (Exit::Done, format!("1 pack is in order\n\n{list}")));
    // Quiet, short, or without a pack among what is checked, it is not there.
    for words in [&["check", "-q"][..], &["check", "--message-format", "short"], &["check", "reports"]] {
        let ran = council.run(words);
        assert!(ran.exit == Exit::Done && !ran.err.contains("meets on"), "{words:?}: {}", ran.err);
    }
    assert!(!council.run(&["build"]).err.contains("meets on"));
    let ran = council.run(&["check", "packs/meeting", "--message-format", "json"]);
    let expected = "{\"kind\":\"missing\",\"pack\":\"packs/meeting\",\"number\":\"1\",\"title\":\"Fire\",\"what\":\"to follow\",\"from\":\"Community safety officer\",\"presenter\":null,\"by\":\"2025-06-10\"}\n{\"kind\":\"readiness\",\"pack\":\"packs/meeting\",\"meets\":\"2025-06-20\",\"published\":\"2025-06-12\",\"items\":2,\"ready\":1}\n";
    assert_eq!(ran.err, expected);
    // A report for the meeting that no item has; only a check of the reports knows of it.
    let ran = council.run(&["check"]);
    let lacks = "  missing: an item with papers = [ { report = \"paper\" } ]: that report is for this meeting, and stands under no item\n";
    assert!(ran.exit == Exit::Done && ran.err.contains(lacks), "{}", ran.err);
    let ran = council.run(&["check", "--message-format", "json"]);
    assert!(
        ran.err.contains("{\"kind\":\"missing_in_agenda\",\"pack\":\"packs/meeting\",\"what\":"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_lacking_is_said_where_anything_is_wrong_too() {
    let draft = "status = \"draft\"\n";
    let items = "[[item]]\ntitle = \"Report\"\npapers = [ { report = \"paper\" } ]\n[[item]]\ntitle = \"Broken\"\npapers = [ { report = \"broken\" } ]\n[[item]]\ntitel = \"x\"\n";
    let council = council("place = \"County Hall\"\n", items);
    let report = std::fs::read_to_string(council.path().join("reports/paper/report.toml")).expect("a report");
    let broken = report.replace("burglary.now", "burgulary.now");
    let appendix = "\n[[appendix]]\ntitle = \"Plan\"\nstatus = \"draft\"\ntext = \"Words.\"\n";
    let council = council
        .put("reports/broken/report.toml", broken)
        .put("reports/paper/report.toml", format!("{report}{appendix}"));
    let ran = council.run(&["check"]);
    let list = "packs/meeting: meets on 20 June 2025\n  missing: 1  Report: the appendix Plan of the report is a draft -- from Community safety officer, by 20 June 2025\n  missing: 2  Broken: the report has mistakes, which are named above -- from whom is not said, by 20 June 2025\n  missing: 3  (without a title): the item has mistakes, which are named above -- from whom is not said, by 20 June 2025\n  ready: 0 of 3 items\n";
    assert_eq!(ran.exit, Exit::Problems);
    assert!(ran.err.ends_with(list), "{}", ran.err);
    let ran = council.put("reports/paper/report.toml", format!("{draft}{report}")).run(&["check"]);
    assert!(ran.err.contains("missing: 1  Report: the report is a draft -- from"), "{}", ran.err);
}
