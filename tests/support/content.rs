//! The content of a page: which text stands in which marked content, and which is an artifact. It
//! follows form XObjects, whose marked content stands with the page's.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;

/// The text of one page.
#[derive(Default)]
pub(crate) struct PageText {
    /// The text of tagged content, by the number of its marked content.
    pub marked: BTreeMap<i64, String>,
    /// The texts of the artifacts, in the order of drawing.
    pub artifacts: Vec<String>,
    /// The text that is neither tagged nor an artifact: there must be none.
    pub loose: String,
    /// The pieces of all text that is drawn, each with its size in points.
    pub sizes: Vec<(f64, String)>,
    /// The pieces of all text that is drawn, each with its place.
    pub pieces: Vec<Piece>,
}

/// A piece of text that is drawn at once.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub text: String,
    /// Where it begins and ends, in points from the left of the page.
    pub across: [f64; 2],
    /// Its line, in points from the foot of the page.
    pub height: f64,
    /// The size of its letters in points.
    pub size: f64,
    pub artifact: bool,
    /// The colour of its letters, as the parts of its colour space, from 0 to 1.
    pub color: Vec<f64>,
    /// The number of the marked content that it stands in.
    pub mark: Option<i64>,
}

/// The kind of an open marked-content sequence.
enum Open {
    Marked(i64),
    Artifact,
    /// A sequence whose property replaces the text inside it.
    ActualText,
    Other,
}

struct Reader<'a> {
    document: &'a Document,
    fonts: BTreeMap<Vec<u8>, Font>,
    properties: Option<&'a Dictionary>,
    forms: Option<&'a Dictionary>,
    open: Vec<Open>,
    font: Vec<u8>,
    size: f64,
    matrix: [f64; 6],
    color: Vec<f64>,
    stack: Vec<([f64; 6], Vec<f64>)>,
    line: [f64; 6],
    last: Option<f64>,
    out: PageText,
}

/// Reads the text of a page.
pub(crate) fn read(document: &Document, page: ObjectId) -> PageText {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let fonts = fonts.into_iter().map(|(name, font)| (name, Font::read(font, document))).collect();
    let resources =
        document.get_dictionary(page).and_then(|p| document.get_dict_in_dict(p, b"Resources")).ok();
    let below = |key: &[u8]| resources.and_then(|r| document.get_dict_in_dict(r, key).ok());
    let bytes = document.get_page_content(page);
    let content = Content::decode(&bytes).expect("a content stream");
    let one = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut reader = Reader {
        document,
        fonts,
        properties: below(b"Properties"),
        forms: below(b"XObject"),
        open: Vec::new(),
        font: Vec::new(),
        size: 0.0,
        matrix: one,
        color: vec![0.0],
        stack: Vec::new(),
        line: one,
        last: None,
        out: PageText::default(),
    };
    for operation in &content.operations {
        reader.operation(&operation.operator, &operation.operands);
    }
    reader.out
}

impl Reader<'_> {
    fn operation(&mut self, operator: &str, operands: &[Object]) {
        match operator {
            "q" => self.stack.push((self.matrix, self.color.clone())),
            "Q" => {
                if let Some(before) = self.stack.pop() {
                    (self.matrix, self.color) = before;
                }
            }
            "g" | "rg" | "k" | "sc" | "scn" => {
                self.color = operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect();
            }
            "cm" => self.matrix = times(numbers(operands), self.matrix),
            "BT" => self.line = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            "Tm" => self.line = numbers(operands),
            "Td" | "TD" => {
                let [x, y, ..] = numbers(operands);
                self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
            }
            "Tf" => {
                self.font = operands[0].as_name().expect("a font's name").to_vec();
                self.size = f64::from(operands[1].as_float().expect("a size"));
            }
            "BMC" => self.begin(&operands[0], None),
            "BDC" => self.begin(&operands[0], operands.get(1)),
            "EMC" => drop(self.open.pop()),
            "Do" => self.form(&operands[0]),
            "Tj" => self.show(operands),
            "TJ" => self.show(operands[0].as_array().expect("an array")),
            _ => {}
        }
    }

    /// Reads the content of a form where its name stands.
    fn form(&mut self, name: &Object) {
        let document = self.document;
        let named = self
            .forms
            .and_then(|f| f.get(name.as_name().ok()?).ok())
            .and_then(|f| document.dereference(f).ok());
        let Some((_, Object::Stream(form))) = named else { return };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return;
        }
        let Ok(resources) = document.get_dict_in_dict(&form.dict, b"Resources") else { return };
        let below = |key: &[u8]| document.get_dict_in_dict(resources, key).ok();
        let mut fonts = BTreeMap::new();
        for (name, font) in below(b"Font").into_iter().flatten() {
            let (_, font) = document.dereference(font).expect("a font");
            fonts.insert(name.clone(), Font::read(font.as_dict().expect("a font"), document));
        }
        let bytes = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        let content = Content::decode(&bytes).expect("a content stream");
        let before = (
            std::mem::replace(&mut self.fonts, fonts),
            std::mem::replace(&mut self.properties, below(b"Properties")),
            std::mem::replace(&mut self.forms, below(b"XObject")),
            self.matrix,
        );
        if let Ok(matrix) = form.dict.get(b"Matrix").and_then(Object::as_array) {
            self.matrix = times(numbers(matrix), self.matrix);
        }
        for operation in &content.operations {
            self.operation(&operation.operator, &operation.operands);
        }
        (self.fonts, self.properties, self.forms, self.matrix) = before;
    }

    fn begin(&mut self, tag: &Object, properties: Option<&Object>) {
        let named = properties
            .and_then(|p| p.as_name().ok())
            .and_then(|n| self.document.get_dict_in_dict(self.properties?, n).ok());
        let properties = properties.and_then(|p| p.as_dict().ok()).or(named);
        let get = |key: &[u8]| properties.and_then(|p| p.get(key).ok());
        let open = match (tag.as_name(), get(b"MCID").and_then(|n| n.as_i64().ok()), get(b"ActualText")) {
            (Ok(b"Artifact"), ..) => Open::Artifact,
            (_, Some(n), _) => Open::Marked(n),
            (_, None, Some(text)) => {
                self.say(&lopdf::decode_text_string(text).expect("a text string"));
                Open::ActualText
            }
            _ => Open::Other,
        };
        if let Open::Marked(n) = open {
            self.out.marked.entry(n).or_default();
        }
        if matches!(open, Open::Artifact) {
            self.out.artifacts.push(String::new());
        }
        self.open.push(open);
    }

    fn show(&mut self, operands: &[Object]) {
        if self.open.iter().any(|o| matches!(o, Open::ActualText)) {
            return;
        }
        let font = self.fonts.get(&self.font).expect("a font of the page");
        let text: String =
            operands.iter().filter_map(|o| o.as_str().ok()).map(|codes| font.text(codes)).collect();
        let units = |o: &Object| match o {
            Object::String(codes, _) => font.advance(codes),
            other => -other.as_float().map_or(0.0, f64::from),
        };
        let wide: f64 = operands.iter().map(units).sum::<f64>() / 1000.0 * self.size;
        let [a, b, _, _, left, height] = times(self.line, self.matrix);
        let size = self.size * a.hypot(b);
        self.out.sizes.push((size, text.clone()));
        let artifact = self.open.iter().any(|o| matches!(o, Open::Artifact));
        let across = [left, left + wide * a.hypot(b)];
        let mark = self.open.iter().rev().find_map(|open| match open {
            Open::Marked(n) => Some(*n),
            _ => None,
        });
        self.out.pieces.push(Piece {
            text: text.clone(),
            across,
            height,
            size,
            artifact,
            color: self.color.clone(),
            mark,
        });
        self.say(&text);
    }

    /// Adds text to the sequence that it stands in; a new line begins with a blank.
    fn say(&mut self, text: &str) {
        let [_, _, _, _, _, height] = times(self.line, self.matrix);
        let new_line = self.last.is_some_and(|last| (last - height).abs() > self.size * 0.9);
        self.last = Some(height);
        let sequence = self.open.iter().rev().find(|o| matches!(o, Open::Marked(_) | Open::Artifact));
        let to = match sequence {
            Some(Open::Marked(n)) => self.out.marked.entry(*n).or_default(),
            Some(_) => self.out.artifacts.last_mut().expect("an artifact"),
            None => &mut self.out.loose,
        };
        if new_line
            && !to.is_empty()
            && !to.ends_with(char::is_whitespace)
            && !text.starts_with(char::is_whitespace)
        {
            to.push(' ');
        }
        to.push_str(text);
    }
}

fn numbers(operands: &[Object]) -> [f64; 6] {
    let mut out = [0.0; 6];
    for (to, from) in out.iter_mut().zip(operands) {
        *to = f64::from(from.as_float().expect("a number"));
    }
    out
}

/// The matrix that transforms as `a` and then `b` do.
pub(crate) fn times(a: [f64; 6], b: [f64; 6]) -> [f64; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
