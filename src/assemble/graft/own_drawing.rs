//! `OwnDrawing`: what Typst drew on a page that is kept for an attachment: artifacts, which become one form over the
//! attachment's drawing, and what is read out, as the mark of the item. Each part of the latter becomes a form
//! that the page's own content draws in marked content: more screen readers follow marks in pages than in forms.
//! It draws none of them.

use std::ops::Range;

use super::destinations::GraftedPage;
use crate::pdf::content::operations;
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, referred};

/// What Typst drew on a page of ours.
#[derive(Default)]
pub(super) struct OwnDrawing {
    /// The form with the artifacts; `None` where Typst drew nothing.
    pub over: Option<usize>,
    /// The parts that are read out, in order.
    pub told: Vec<ToldPart>,
    /// The key by which the page led to the elements of these parts; `None` where there are none.
    pub key: Option<usize>,
}

/// A part of our drawing that is read out.
pub(super) struct ToldPart {
    /// The form that shows it.
    pub form: usize,
    /// The element that holds it.
    pub element: usize,
    /// Its mark before it has one of the page's.
    mark: usize,
}

impl OwnDrawing {
    /// Takes what Typst drew on a page off it, as forms. `None` where the page is not as Typst writes one.
    pub(super) fn take(objects: &mut Objects<'_>, page: GraftedPage) -> Option<Self> {
        let PdfValue::Dict(own) = objects.get(page.object)? else { return None };
        let Some(content) = own.get("Contents").and_then(referred) else { return Some(Self::default()) };
        let resources = own.get("Resources").cloned().unwrap_or_else(|| PdfValue::Dict(Dict::default()));
        let mut form = Dict::of([
            ("Type", PdfValue::name("XObject")),
            ("Subtype", PdfValue::name("Form")),
            ("BBox", own.get("MediaBox")?.clone()),
            ("Resources", resources),
        ]);
        if let Some(group) = own.get("Group") {
            form.set("Group", group.clone());
        }
        let Some(key) = own.get("StructParents") else {
            objects.edit(content, |stream| form.iter().for_each(|(k, v)| stream.set_named(k, v.clone())));
            return Some(Self { over: Some(content), ..Self::default() });
        };
        let key = usize::try_from(key.as_integer()?).ok()?;
        let owners = owners(objects, key)?;
        let drawn = objects.unpacked(content)?;
        let (rest, parts) = parted(&drawn)?;
        let told = parts.into_iter().map(|(mark, inside)| {
            let element = owners.get(mark).and_then(referred)?;
            let form = objects.add_stream(form.clone(), drawn[inside].to_vec().into());
            Some(ToldPart { form, element, mark })
        });
        let told = told.collect::<Option<Vec<_>>>()?;
        objects.put_stream(content, form, rest.into());
        objects.edit(page.object, |page| {
            page.take("StructParents");
        });
        Some(Self { over: Some(content), told, key: Some(key) })
    }

    /// Gives the parts that are read out marks of the page from `free` on, also in the elements that hold them.
    pub(super) fn set_marks(&mut self, objects: &mut Objects<'_>, free: usize) {
        let moved = |kid: &PdfValue| match kid {
            PdfValue::Number(_) => {
                let mark = usize::try_from(kid.as_integer().unwrap_or_default()).unwrap_or_default();
                PdfValue::count(mark + free)
            }
            PdfValue::Dict(dict) => {
                let mark = dict.get("MCID").and_then(|mark| usize::try_from(mark.as_integer()?).ok());
                let dict = dict.clone();
                PdfValue::Dict(match mark {
                    Some(mark) => dict.with("MCID", PdfValue::count(mark + free)),
                    None => dict,
                })
            }
            other => other.clone(),
        };
        let mut elements: Vec<usize> = self.told.iter().map(|part| part.element).collect();
        elements.dedup();
        for element in elements {
            let kids = match objects.entry(element, "K") {
                Some(PdfValue::Array(kids)) => PdfValue::Array(kids.iter().map(moved).collect()),
                Some(kid) => moved(&kid),
                None => continue,
            };
            objects.set(element, "K", kids);
        }
        self.told.iter_mut().for_each(|part| part.mark += free);
    }

    /// The mark of each part that is read out, with the element that holds it.
    pub(super) fn owners(&self) -> impl Iterator<Item = (usize, usize)> {
        self.told.iter().map(|part| (part.mark, part.element))
    }

    /// The content that draws the forms, whose names begin with `ours`.
    pub(super) fn content(&self, ours: &str) -> String {
        let mut out = String::new();
        if self.over.is_some() {
            out.push_str(&format!("q\n/{ours}Over Do\nQ\n"));
        }
        for (n, part) in self.told.iter().enumerate() {
            out.push_str(&format!("/Span <</MCID {}>> BDC\nq\n/{ours}Told{n} Do\nQ\nEMC\n", part.mark));
        }
        out
    }

    /// The forms with their names, which begin with `ours`.
    pub(super) fn named(&self, ours: &str) -> Vec<(String, usize)> {
        let told = self.told.iter().enumerate().map(|(n, part)| (format!("{ours}Told{n}"), part.form));
        self.over.map(|over| (format!("{ours}Over"), over)).into_iter().chain(told).collect()
    }
}

/// The elements that hold the marks of a page, by the page's key in the parent tree, which has all keys in its
/// root, as Typst writes it.
fn owners(objects: &Objects<'_>, key: usize) -> Option<Vec<PdfValue>> {
    let tree = objects.resolve(&objects.entry(objects.structure_root()?, "ParentTree")?)?;
    let leaves = tree.as_dict()?.get("Nums")?.as_array()?;
    let wanted = PdfValue::count(key);
    let pair = leaves.chunks_exact(2).find(|pair| pair[0] == wanted)?;
    Some(objects.resolve(&pair[1])?.as_array()?.to_vec())
}

/// The parts of a content that stand in numbered marks: the mark and the bytes of each.
type MarkedParts = Vec<(usize, Range<usize>)>;

/// A content without what stands in numbered marks, and these parts with their marks. `None` where marks do not
/// close, or stand in one another.
fn parted(drawn: &[u8]) -> Option<(Vec<u8>, MarkedParts)> {
    let (mut rest, mut parts) = (Vec::new(), Vec::new());
    let mut done = 0;
    let mut depth = 0_usize;
    let mut begun = None;
    for operation in operations(drawn) {
        match operation.operator {
            b"BDC" | b"BMC" => {
                if let Some(mark) = operation.mark() {
                    if depth > 0 {
                        return None;
                    }
                    rest.extend_from_slice(&drawn[done..operation.range.start]);
                    begun = Some((mark, operation.range.end));
                }
                depth += 1;
            }
            b"EMC" => {
                depth = depth.checked_sub(1)?;
                if depth == 0
                    && let Some((mark, from)) = begun.take()
                {
                    parts.push((mark, from..operation.range.start));
                    done = operation.range.end;
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        return None;
    }
    rest.extend_from_slice(&drawn[done..]);
    Some((rest, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_out_is_parted_from_the_rest() {
        let drawn =
            b"/Artifact BMC q Q EMC/Span<</MCID 0>>BDC q (a) Tj Q EMC /Span<</MCID 1>>BDC (b) Tj EMC q Q";
        let (rest, parts) = parted(drawn).expect("marks that close");
        assert_eq!(rest, b"/Artifact BMC q Q EMC  q Q");
        let parts: Vec<(usize, &[u8])> =
            parts.into_iter().map(|(mark, range)| (mark, drawn[range].trim_ascii())).collect();
        assert_eq!(parts, [(0, &b"q (a) Tj Q"[..]), (1, b"(b) Tj")]);
        assert!(parted(b"/Span<</MCID 0>>BDC q").is_none());
        assert!(parted(b"/Span<</MCID 0>>BDC /Span<</MCID 1>>BDC EMC EMC").is_none());
    }
}
