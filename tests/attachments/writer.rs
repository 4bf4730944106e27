//! A small writer of tagged PDFs from trees that are made up, and what should be read of them. Its
//! names are such as could be taken for something else, and its content stands in another order than
//! its tags.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a made-up file holds.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Words of a kind; on a page of their own first, where that is said.
    Words(&'static str, String, bool),
    /// Words of a kind, of which the second half stands on the next page.
    Across(&'static str, String, String),
    /// Words in a form that has marks of its own.
    Form(Vec<String>),
    /// A link to a page, or to an address.
    Link(String, Option<usize>),
    /// Several of a kind.
    Group(&'static str, Vec<Piece>),
}

/// What is read: how deep, which kind, and its own words by page.
pub(crate) type Line = (usize, String, Vec<(usize, String)>);

/// Where a link leads: to a page from 0, or to the address.
pub(crate) const ADDRESS: &str = "https://www.example.org/made";

/// Names that stand for a kind in the files: others map to themselves.
pub(crate) const ROLES: [(&str, &str); 4] =
    [("Text body", "P"), ("Kopfzeile#1", "H2"), ("Slide", "Block"), ("Block", "Sect")];

#[derive(Default)]
struct Page {
    shown: Vec<String>,
    links: Vec<usize>,
    forms: Vec<usize>,
    marks: usize,
}

/// A file that is being written.
#[derive(Default)]
pub(crate) struct Writer {
    objects: Vec<String>,
    pages: Vec<Page>,
    /// The lines of links, and where they lead.
    leads: Vec<(usize, Option<usize>)>,
    /// What should be read, in order.
    pub lines: Vec<Line>,
    /// By page, where its links lead.
    pub links: BTreeMap<usize, Vec<Option<usize>>>,
}

/// The numbers of objects that stand at fixed places.
const CATALOG: usize = 1;
const PAGES: usize = 2;
const ROOT: usize = 3;
const FONT: usize = 4;
/// The first page's; each page has two: itself and its content.
const FIRST: usize = 5;
/// Pages are no more.
const MOST: usize = 60;

impl Writer {
    /// Writes a file that holds pieces.
    pub(crate) fn write(pieces: &[Piece]) -> (Vec<u8>, Self) {
        let mut writer = Self { objects: vec![String::new(); FIRST - 1 + 2 * MOST], ..Self::default() };
        writer.pages.push(Page::default());
        let document = writer.reserve();
        writer.lines.push((0, "Part".to_owned(), Vec::new()));
        let kids: Vec<String> = pieces.iter().map(|piece| writer.piece(piece, document, 1)).collect();
        writer.put(document, format!("<</Type/StructElem/S/Document/P {ROOT} 0 R/K[{}]>>", kids.join(" ")));
        // One that leads to a page that did not come is none.
        for (line, _) in writer.leads.iter().filter(|(_, to)| to.is_some_and(|to| to >= writer.pages.len())) {
            writer.lines[*line].1 = "Span".to_owned();
        }
        writer.ends(document);
        (writer.bytes(), writer)
    }

    /// How many pages it has.
    pub(crate) fn count(&self) -> usize {
        self.pages.len()
    }

    fn reserve(&mut self) -> usize {
        self.objects.push(String::new());
        self.objects.len()
    }

    fn put(&mut self, number: usize, body: String) {
        self.objects[number - 1] = body;
    }

    fn page(&self) -> usize {
        self.pages.len() - 1
    }

    fn turn(&mut self) {
        if self.pages.len() < MOST {
            self.pages.push(Page::default());
        }
    }

    /// Shows words on the page; gives their mark.
    fn show(&mut self, words: &str) -> usize {
        let page = self.pages.last_mut().expect("a page");
        let mark = page.marks;
        page.marks += 1;
        let y = 800 - 12 * (mark % 60);
        page.shown.push(format!("/P <</MCID {mark}>> BDC BT /AA 9 Tf 40 {y} Td ({words}) Tj ET EMC"));
        mark
    }

    /// Writes a piece and gives its reference.
    fn piece(&mut self, piece: &Piece, above: usize, depth: usize) -> String {
        let own = self.reserve();
        let line = self.lines.len();
        self.lines.push((depth, String::new(), Vec::new()));
        let (role, kids) = match piece {
            Piece::Group(role, pieces) => {
                (*role, pieces.iter().map(|piece| self.piece(piece, own, depth + 1)).collect())
            }
            Piece::Words(role, words, turn) => {
                if *turn {
                    self.turn();
                }
                (*role, vec![self.words(words, line)])
            }
            Piece::Across(role, first, second) => {
                let first = self.words(first, line);
                self.turn();
                (*role, vec![first, self.words(second, line)])
            }
            Piece::Form(words) => ("P", self.form(words, line)),
            Piece::Link(words, to) => {
                self.leads.push((line, *to));
                ("Link", vec![self.words(words, line), self.link(*to)])
            }
        };
        self.lines[line].1 = standard(role);
        let role = role.replace('#', "#23").replace(' ', "#20");
        self.put(own, format!("<</Type/StructElem/S/{role}/P {above} 0 R/K[{}]>>", kids.join(" ")));
        format!("{own} 0 R")
    }

    fn words(&mut self, words: &str, line: usize) -> String {
        let page = self.page();
        self.lines[line].2.push((page, words.to_owned()));
        let mark = self.show(words);
        format!("<</Type/MCR/Pg {} 0 R/MCID {mark}>>", FIRST + 2 * page)
    }

    fn form(&mut self, words: &[String], line: usize) -> Vec<String> {
        let form = self.reserve();
        let page = self.page();
        let mut content = String::new();
        let mut kids = Vec::new();
        for (mark, words) in words.iter().enumerate() {
            let _ =
                write!(content, "/P <</MCID {mark}>> BDC BT /JS 9 Tf 9 {} Td ({words}) Tj ET EMC ", 9 * mark);
            kids.push(format!("<</Type/MCR/Pg {} 0 R/Stm {form} 0 R/MCID {mark}>>", FIRST + 2 * page));
            self.lines[line].2.push((page, words.clone()));
        }
        self.put(form, format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/StructParents 7/Resources<</Font<</JS {FONT} 0 R>>>>/Length {}>>\nstream\n{content}\nendstream",
            content.len()
        ));
        let page = self.pages.last_mut().expect("a page");
        page.shown.push(format!(
            "q 1 0 0 1 200 {} cm /{} Do Q",
            20 * page.forms.len(),
            name(page.forms.len())
        ));
        page.forms.push(form);
        kids
    }

    fn link(&mut self, to: Option<usize>) -> String {
        let link = self.reserve();
        let page = self.page();
        self.links.entry(page).or_default().push(to);
        self.pages[page].links.push(link);
        let leads = match to {
            Some(to) => format!("/Dest[{} 0 R/Fit]", FIRST + 2 * to),
            None => format!("/A<</S/URI/URI({ADDRESS})>>"),
        };
        self.put(link, format!("<</Type/Annot/Subtype/Link/Rect[10 20 90 40]{leads}/StructParent 7>>"));
        format!("<</Type/OBJR/Obj {link} 0 R>>")
    }

    /// What stands at fixed places. Its parent tree leads nowhere, as that of many a file.
    fn ends(&mut self, document: usize) {
        let kids: Vec<String> = (0..self.pages.len()).map(|n| format!("{} 0 R", FIRST + 2 * n)).collect();
        self.put(CATALOG, format!("<</Type/Catalog/Pages {PAGES} 0 R/StructTreeRoot {ROOT} 0 R/MarkInfo<</Marked true>>/Lang(cy)>>"));
        self.put(
            PAGES,
            format!("<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 595 842]>>", kids.len(), kids.join(" ")),
        );
        let map = "/Text#20body/P/Kopfzeile#231/H2/Slide/Block/Block/Sect/P/P";
        self.put(
            ROOT,
            format!("<</Type/StructTreeRoot/K {document} 0 R/RoleMap<<{map}>>/ParentTree<</Nums[7 null]>>>>"),
        );
        self.put(FONT, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned());
        for (n, page) in std::mem::take(&mut self.pages).into_iter().enumerate() {
            let list =
                |numbers: &[usize]| numbers.iter().map(|n| format!("{n} 0 R")).collect::<Vec<_>>().join(" ");
            let forms: Vec<String> =
                page.forms.iter().enumerate().map(|(at, form)| format!("/{} {form} 0 R", name(at))).collect();
            self.put(FIRST + 2 * n, format!(
                "<</Type/Page/Parent {PAGES} 0 R/Rotate {}/StructParents 7/Annots[{}]/Contents {} 0 R/Resources<</Font<</AA {FONT} 0 R>>/XObject<<{}>>>>>>",
                n % 4 * 90,
                list(&page.links),
                FIRST + 2 * n + 1,
                forms.join("")
            ));
            // What is read first is drawn last.
            let content: Vec<&str> = page.shown.iter().rev().map(String::as_str).collect();
            let content = content.join("\n");
            self.put(
                FIRST + 2 * n + 1,
                format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            );
            self.pages.push(page);
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut pdf = String::from("%PDF-1.7\n");
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (n, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", pdf.len());
            let body = if object.is_empty() { "null" } else { object };
            let _ = write!(pdf, "{} 0 obj\n{body}\nendobj\n", n + 1);
        }
        let start = pdf.len();
        let size = self.objects.len() + 1;
        let _ =
            write!(pdf, "{table}trailer\n<</Size {size}/Root {CATALOG} 0 R>>\nstartxref\n{start}\n%%EOF\n");
        pdf.into_bytes()
    }
}

/// A PDF of pages without tags, each with its width, its height and its content. `/F` is Helvetica, of which
/// the file has no letters.
pub(crate) fn drawn(pages: &[(f64, f64, String)]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut writer = Writer::default();
    writer.objects.push("<</Type/Catalog/Pages 2 0 R>>".to_owned());
    writer.objects.push(format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")));
    writer.objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned());
    for (n, (width, height, content)) in pages.iter().enumerate() {
        writer.objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            5 + 2 * n
        ));
        writer.objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    writer.bytes()
}

/// The name of a form on a page.
fn name(at: usize) -> String {
    match at {
        0 => "OC".to_owned(),
        1 => "Ref".to_owned(),
        _ => format!("AF{at}"),
    }
}

/// The kind that a name stands for; a heading of any level is one.
fn standard(role: &str) -> String {
    let mut role = role;
    while let Some((_, next)) = ROLES.iter().find(|(name, _)| *name == role) {
        role = next;
    }
    if role.starts_with('H') { "H".to_owned() } else { role.to_owned() }
}
