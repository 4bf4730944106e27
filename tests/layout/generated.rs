//! Reports that nobody wrote, with every kind of block in every order. The same number gives the same report.

use std::fmt::Write as _;
use std::ops::Range;

use crate::support::Council;

/// Dice that fall alike on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).expect("a small number")
    }
}

const WORDS: [&str; 28] = [
    "the",
    "service",
    "board",
    "council",
    "keeps",
    "a",
    "record",
    "of",
    "what",
    "it",
    "does",
    "in",
    "2024/25 Q4",
    "and",
    "members",
    "see",
    "paragraph 2",
    "each",
    "quarter",
    "how",
    "that",
    "went",
    "£5 million",
    "from",
    "10.00 am",
    "well-known",
    "partnership",
    "neighbourhoods",
];

fn sentence(dice: &mut Dice, words: usize) -> String {
    let mut out = String::from("Then");
    for _ in 0..words {
        out.push(' ');
        out.push_str(WORDS[dice.below(WORDS.len())]);
    }
    out.push('.');
    out
}

/// The text of a section, and the tables and charts that it places.
fn section(dice: &mut Dice, at: usize, declared: &mut String) -> String {
    let mut text = String::new();
    for block in 0..=dice.below(6) {
        match dice.below(9) {
            0..=3 => {
                let words = 4 + dice.below(90);
                let _ = writeln!(text, "{}\n", sentence(dice, words));
            }
            4 => {
                let _ = writeln!(text, "The points are these:\n");
                for item in 0..2 + dice.below(8) {
                    let words = 2 + dice.below(30);
                    let _ = writeln!(text, "{}. {}", item + 1, sentence(dice, words));
                }
                text.push('\n');
            }
            5 => {
                let _ = writeln!(text, "{}\n", sentence(dice, 12));
                for _ in 0..2 + dice.below(5) {
                    let words = 2 + dice.below(30);
                    let _ = writeln!(text, "- {}", sentence(dice, words));
                }
                text.push('\n');
            }
            6 | 7 => {
                let name = format!("t{at}_{block}");
                let _ = writeln!(text, "{}\n\n{{{{ place(\"{name}\") }}}}\n", sentence(dice, 10));
                let _ = writeln!(
                    declared,
                    "[table.{name}]\ncaption = \"Table {name}\"\ncolumn = [ {{ key = \"a\", heading = \"Action\", row_header = true }}, {{ key = \"b\", heading = \"What was done\" }}, {{ key = \"c\", heading = \"2024/25 Q4\" }} ]"
                );
                for row in 0..2 + dice.below(18) {
                    let words = 3 + dice.below(25);
                    let _ = writeln!(
                        declared,
                        "[[table.{name}.row]]\na = \"Action {row}\"\nb = \"{}\"\nc = \"{}\"",
                        sentence(dice, words),
                        dice.below(9000)
                    );
                }
            }
            _ => {
                let name = format!("c{at}_{block}");
                let _ = writeln!(text, "{}\n\n{{{{ place(\"{name}\") }}}}\n", sentence(dice, 10));
                let _ = writeln!(declared, "[chart.{name}]\ntitle = \"What it says\"\nareas = \"wards\"");
            }
        }
    }
    if text.is_empty() { sentence(dice, 20) } else { text }
}

fn report(number: usize) -> String {
    let mut dice = Dice(number as u64 * 7919 + 17);
    let mut out = format!(
        "title = \"Report number {number}\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\ncontacts = [\"officer\"]\nbackground_papers = [\"The plan\"]\n\n"
    );
    let mut declared = String::new();
    for at in 0..2 + dice.below(6) {
        let words = 1 + dice.below(14);
        let heading = sentence(&mut dice, words).replace('.', "");
        let text = section(&mut dice, at, &mut declared);
        let _ = writeln!(out, "[[section]]\nheading = \"{heading}\"\ntext = '''\n{text}'''");
    }
    let _ = writeln!(out, "[recommendations]\ntext = \"That the report is noted.\"");
    if dice.below(3) == 0 {
        let _ = writeln!(out, "[[appendix]]\ntitle = \"More\"\ntext = \"{}\"", sentence(&mut dice, 60));
    }
    out + &declared
}

/// A council of a style with the reports of these numbers.
pub(super) fn council(style: &str, numbers: Range<usize>) -> Council {
    let mut council = format!(
        "name = \"Sample County Council\"\nstyle = \"{style}\"\nnation = \"england\"\n[areas.wards]\n"
    );
    let mut wards = String::from("[wards]\nname = \"Burglary by ward\"\nmeasure = \"count\"\n");
    for n in 0..9 {
        let _ = writeln!(council, "w{n} = \"Ward {n}\"");
        let _ = write!(
            wards,
            "[[wards.series]]\nwindow = \"quarter\"\narea = \"w{n}\"\n[wards.series.values]\n\"2024/25 Q4\" = {n}\n"
        );
    }
    let folder = Council::new().put("council.toml", council).put("indicators/wards.toml", wards);
    numbers.fold(folder, |folder, n| folder.put(&format!("reports/r{n}/report.toml"), report(n)))
}
