//! A paper made of given strings, one for each kind of field, and the check that all of them came
//! out. It never decides which strings.

use proptest::prelude::*;

use crate::support::{Council, Element, Pdf};
use crate::text_safety::strings::{bodies, line, markdown, same, string, toml};

/// Every string of a paper.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub title: String,
    pub board: String,
    pub strapline: String,
    pub contact: [String; 4],
    pub alt: String,
    pub caption: String,
    pub source: String,
    pub headings: Vec<String>,
    pub papers: Vec<String>,
    pub appendix: String,
    pub narrative: Vec<String>,
    pub cells: Vec<String>,
}

/// A paper of random strings.
pub(crate) fn any() -> impl Strategy<Value = Typed> {
    let many = |n: usize| prop::collection::vec(string(), 1..n);
    let lines = |n: usize| prop::collection::vec(line(), 1..n);
    let front = (line(), string(), string(), [string(), string(), string(), string()], string());
    let rest = (line(), line(), lines(4), lines(6), line(), many(12), many(12));
    (front, rest).prop_map(|((title, board, strapline, contact, alt), rest)| {
        let (caption, source, headings, papers, appendix, narrative, cells) = rest;
        Typed {
            title,
            board,
            strapline,
            contact,
            alt,
            caption,
            source,
            headings,
            papers,
            appendix,
            narrative,
            cells,
        }
    })
}

impl Typed {
    /// Builds the paper, which must be accessible, and compares every string.
    pub(crate) fn check(&self) {
        let pdf = self.council().built();
        let texts = |role: &str| pdf.tags.of(role).iter().map(|e| e.text()).collect::<Vec<String>>();
        assert!(same(&self.title, &texts("H1")[0]), "title: {:?} is read as {:?}", self.title, texts("H1"));
        in_order("headings", &self.headings, &texts("H2"));
        let [name, role, team, organisation] = &self.contact;
        let contact = [name, role, team, organisation].map(String::clone);
        let reach = ["Tel: 01632 960101", "E-mail: officer@example.org"].map(str::to_owned);
        let mut paragraphs = vec![self.board.clone(), self.strapline.clone(), self.board.clone()];
        paragraphs.extend(self.narrative.iter().cloned());
        paragraphs.extend(contact.into_iter().chain(reach));
        paragraphs.push(format!("Appendix A: {}", self.appendix));
        in_order("paragraphs", &paragraphs, &texts("P"));
        in_order("background papers", &self.papers, &bodies(&pdf));
        in_order("cells", &self.cells, &cells(&pdf));
        let whole = pdf.reading();
        let near = |label: &str, text: &str| whole.lines().any(|l| same(&format!("{label}{text}"), l));
        assert!(near("Table 1: ", &self.caption), "caption: {:?} in {whole}", self.caption);
        assert!(near("Figure 1: ", &self.caption), "caption: {:?} in {whole}", self.caption);
        assert!(near("Source: ", &self.source), "source: {:?} in {whole}", self.source);
        let alt = pdf.tags.of("Figure")[0].alt.clone().unwrap_or_default();
        assert!(same(&self.alt, &alt), "alt: {:?} is {alt:?}", self.alt);
    }

    fn council(&self) -> Council {
        let [name, role, team, organisation] = &self.contact;
        let people = format!(
            "[officer]\nname = {}\nrole = {}\nteam = {}\norganisation = {}\nphone = \"01632 960101\"\nemail = \"officer@example.org\"\n",
            toml(name),
            toml(role),
            toml(team),
            toml(organisation)
        );
        let board = format!(
            "name = {}\nstrapline = {}\nbody = \"partnership\"\n\n[tokens.title]\ncapitals = false\n",
            toml(&self.board),
            toml(&self.strapline)
        );
        let quoted = |cell: &String| format!("row,\"{}\"\n", cell.replace('"', "\"\""));
        let csv: String =
            std::iter::once("Row,Text\n".to_owned()).chain(self.cells.iter().map(quoted)).collect();
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\"/></svg>";
        Council::new()
            .put("people.toml", people)
            .put("boards/safer.toml", board)
            .put("reports/paper/figures.csv", csv)
            .put("reports/paper/map.svg", picture)
            .put("reports/paper/report.toml", self.report())
    }

    fn report(&self) -> String {
        let papers: Vec<String> = self.papers.iter().map(|p| toml(p)).collect();
        let mut out = format!(
            "title = {}\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = [{}]\n\n",
            toml(&self.title),
            papers.join(", ")
        );
        for heading in &self.headings {
            out.push_str(&format!("[[section]]\nheading = {}\nnumber = \"none\"\n", toml(heading)));
        }
        let narrative: Vec<String> = self.narrative.iter().map(|text| markdown(text)).collect();
        out.push_str(&format!(
            "text = '''\n{}\n\n{{{{ place(\"figures\") }}}}\n\n{{{{ place(\"map\") }}}}\n'''\n\n",
            narrative.join("\n\n")
        ));
        out.push_str(&format!("[[appendix]]\ntitle = {}\n\n", toml(&self.appendix)));
        let caption = toml(&self.caption);
        out.push_str(&format!(
            "[table.figures]\ncaption = {caption}\nfile = \"figures.csv\"\norigin = {}\n\n[image.map]\nfile = \"map.svg\"\nalt = {}\ncaption = {caption}\n",
            toml(&self.source),
            toml(&self.alt)
        ));
        out
    }
}

/// The data cells of the only table.
fn cells(pdf: &Pdf) -> Vec<String> {
    pdf.tags.of("TD").into_iter().map(Element::text).collect()
}

/// Checks that every typed string is among those read, in order.
fn in_order(what: &str, typed: &[String], read: &[String]) {
    let mut left = read.iter();
    for text in typed {
        assert!(left.any(|one| same(text, one)), "{what}: {text:?} is not in its place in {read:#?}");
    }
}

/// Viewers take a hyphen at a line end for one of the line end's: a compound that was broken there is not found.
#[test]
fn compounds_are_whole_wherever_a_line_ends() {
    let text: String = (1..40).map(|n| format!("{} the co-ordinator ", "x".repeat(n % 11 + 1))).collect();
    let pdf = Council::new().report(&format!("[[section]]\nheading = \"Words\"\ntext = '{text}'\n")).built();
    let lines = pdf.tags.show();
    assert_eq!(lines.matches("co-ordinator").count(), 39, "{lines}");
}
