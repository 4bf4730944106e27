//! The foot of each page: its number among those of the paper, and the paper's short title beside it, in both
//! languages, by itself and in a pack. Nothing of it is read out.

use super::{built, styled};
use crate::support::{Council, Pdf};

const FEET: &str = "[page]\ntotal = true\ntitle = true\n";
const LONG: &str = "A report of the officers on everything that was done in the county for safer communities, and on all that is still to be done in the next year";
const PACK: &str = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"County Hall\"\n[[item]]\ntitle = \"A report\"\npapers = [ { report = \"paper\" } ]\n";

/// A report of some pages, with that title.
fn of_pages(council: Council, title: &str) -> Council {
    let paragraph = "Words that fill a line of the page and then some more of it. ".repeat(40);
    let text = [paragraph.as_str(); 4].join("\n\n");
    council.put(
        "reports/paper/report.toml",
        format!("title = \"A report\"\nshort_title = \"{title}\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n[[section]]\nheading = \"All\"\nnumber = \"none\"\ntext = \"\"\"\n{text}\n\"\"\"\n"),
    )
}

/// The words at the foot of each page, from left to right.
fn feet(pdf: &Pdf) -> Vec<String> {
    let last = |page| pdf.artifact_lines(page).last().map_or(String::new(), |line| line.text());
    (0..pdf.pages.len()).map(last).collect()
}

#[test]
fn a_paper_by_itself_counts_its_pages_and_says_its_title_from_the_second_on() {
    let pdf = built(&of_pages(styled("civic", ""), "Safer communities"), "reports/paper/report.pdf");
    let pages = pdf.pages.len();
    assert!(pages > 3, "{pages}");
    let expected: Vec<String> = (1..=pages)
        .map(|n| format!("Page {n} of {pages}{}", if n == 1 { "" } else { " Safer communities" }))
        .collect();
    assert_eq!(feet(&pdf), expected);
    assert!(!pdf.reading().contains(" of 4") && !pdf.reading().contains("Safer communities"));
}

/// A title that is longer than the line ends at a word, wherever the number stands, and stays off it.
#[test]
fn a_long_title_is_cut_at_a_word_and_never_meets_the_number() {
    for number in ["left", "center", "right"] {
        let council = styled("plain", &format!("{FEET}number = \"{number}\"\n"));
        let pdf = built(&of_pages(council, LONG), "reports/paper/report.pdf");
        let line = pdf.artifact_lines(1).pop().expect("a foot");
        let shown = line.text().replace(&format!("Page 2 of {}", pdf.pages.len()), "");
        let kept = shown.trim().strip_suffix('…').unwrap_or_else(|| panic!("{number}: not cut: {shown}"));
        assert!(
            LONG.starts_with(&format!("{kept} ")) || LONG.starts_with(&format!("{kept},")),
            "{number}: {kept}"
        );
        assert!(kept.split(' ').count() > 4, "{number}: {kept}");
        let [wide, _] = pdf.size(1);
        let ends = line.pieces.iter().map(|piece| piece.across[1]).fold(0.0, f64::max);
        assert!(line.left() > 50.0 && ends < wide - 50.0, "{number}: {line:?}");
        let widest = line.pieces.windows(2).map(|two| two[1].across[0] - two[0].across[1]);
        assert!(widest.clone().all(|gap| gap > -0.5), "{number}: words over words: {line:?}");
        assert!(widest.fold(0.0, f64::max) > 20.0, "{number}: no room between both: {line:?}");
    }
    // One word that no line has room for is cut within it.
    let one = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(3);
    let pdf = built(&of_pages(styled("civic", ""), &one), "reports/paper/report.pdf");
    assert!(feet(&pdf)[1].ends_with('…') && feet(&pdf)[1].contains("Llanfairpwll"), "{:?}", feet(&pdf));
}

/// The numbers of a pack run through all of its papers, and go on in what is published later: they have no total.
#[test]
fn in_a_pack_the_number_is_the_packs() {
    let council = of_pages(styled("civic", ""), "Safer communities").put("packs/p/pack.toml", PACK);
    let pdf = built(&council, "packs/p/pack.pdf");
    let feet_of_pack = feet(&pdf);
    assert_eq!(feet_of_pack[..4], ["Page 1", "Page 2 Agenda", "Page 3", "Page 4 Safer communities"]);
    assert!(feet_of_pack.iter().all(|foot| !foot.contains(" of ")), "{feet_of_pack:?}");
    let alone = Pdf::open(&council.path().join("out/packs/p/agenda.pdf"));
    assert_eq!(feet(&alone), ["Page 1 of 2", "Page 2 of 2 Agenda"]);
    let item = Pdf::open(&council.path().join("out/packs/p/item-01.pdf"));
    assert_eq!(feet(&item)[..2], feet_of_pack[2..4]);
}

#[test]
fn feet_are_in_the_language_of_the_paper() {
    let council = styled("civic", "")
        .put("council.toml", "name = \"Cyngor\"\nstyle = \"own\"\nnation = \"wales\"\nlanguage = \"cy\"\n");
    let council = of_pages(council, "Cymunedau mwy diogel").put("packs/p/pack.toml", PACK);
    let pdf = built(&council, "reports/paper/report.pdf");
    assert_eq!(feet(&pdf)[1], format!("Tudalen 2 o {} Cymunedau mwy diogel", pdf.pages.len()));
    assert_eq!(feet(&Pdf::open(&council.path().join("out/packs/p/pack.pdf")))[2], "Tudalen 3");
}
