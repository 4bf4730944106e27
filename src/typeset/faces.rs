//! Checks whether a style's fonts are there, whole, and free to be embedded. It sets nothing in them.

use ttf_parser::{Face, Permissions};
use typst::text::{Font, FontFlags, FontStyle};

use super::glyphs::Glyphs;
use super::world::Engine;
use crate::finding::{FileId, Finding, Findings, Rule, Span, did_you_mean};
use crate::style::builtin::FAMILIES;
use crate::style::{Style, Token};

/// The weight from which on a face is bold.
const BOLD: u16 = 600;

impl Engine {
    /// The glyphs that a style's text can be shown with: those of its families' faces, in order.
    pub(crate) fn glyphs(&self, style: &Style) -> Glyphs<'_> {
        let families = style.tokens.list("fonts.text");
        let of = |family: &str| self.family(family).map(|(font, _)| font.data().as_slice()).collect();
        let faces: Vec<(String, Vec<&[u8]>)> =
            families.iter().map(|family| ((*family).to_owned(), of(family))).collect();
        Glyphs::new(&faces)
    }

    /// The faces of a family, and the council's file of each; `None` for those that come with the program.
    fn family<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = (&'a Font, Option<FileId>)> + use<'a, 'n> {
        let same = move |(font, _): &(&Font, _)| font.info().family.eq_ignore_ascii_case(name);
        self.faces().filter(same)
    }

    /// Finds families that are not there, faces that they lack, faces that must not be embedded, and
    /// words of the style that its fonts cannot show.
    pub(crate) fn check(&self, style: &Style, findings: &mut Findings) {
        if let Some(span) = style.places.get("fonts.text") {
            for family in style.tokens.list("fonts.text") {
                if !FAMILIES.contains(&family) {
                    self.check_family(family, style, span, findings);
                }
            }
        }
        let known = |family: &&str| self.family(family).next().is_some();
        // What a font that is not there could show is not known.
        if !style.tokens.list("fonts.text").iter().all(known) {
            return;
        }
        let glyphs = self.glyphs(style);
        for (path, span) in style.places.iter() {
            match style.tokens.get(path) {
                Some(Token::Text(text)) => glyphs.check(text, span, findings),
                Some(Token::List(_)) => {
                    let whole = style.tokens.list(path).join(" ");
                    glyphs.check(&whole, span, findings);
                }
                _ => {}
            }
        }
    }

    fn check_family(&self, family: &str, style: &Style, span: Span, findings: &mut Findings) {
        let faces: Vec<(&Font, Option<FileId>)> = self.family(family).collect();
        if faces.is_empty() {
            let mut known: Vec<&str> = self.faces().map(|(font, _)| font.info().family.as_str()).collect();
            known.sort_unstable();
            known.dedup();
            findings.push(
                Finding::error(Rule::UnknownFont, span, format!("there is no font `{family}`"))
                    .label("neither in fonts/ nor built in")
                    .hint_if(did_you_mean(family, known.iter().copied()))
                    .hint(format!(
                        "there are: {}; put its .ttf or .otf files into the council's folder fonts/",
                        known.join(", ")
                    )),
            );
            return;
        }
        let has = |upright: bool, bold: bool| {
            faces.iter().any(|(font, _)| {
                let info = font.info();
                let weighs = info.variant.weight.to_number() >= BOLD;
                (info.variant.style == FontStyle::Normal) == upright
                    && (weighs == bold || info.flags.contains(FontFlags::VARIABLE))
            })
        };
        let lack = |what: &str, then: &str| {
            (
                format!("the font `{family}` has no {what} face in fonts/"),
                format!("put its {what} face there too: without it {then}"),
            )
        };
        let hint = "its licence, or whoever bought the font, has the file";
        if !has(true, false) {
            let (message, next) = lack("regular", "nothing can be set in it");
            findings.push(Finding::error(Rule::FontFace, span, message).hint(next).hint(hint));
        }
        if !has(true, true) {
            let (message, next) = lack("bold", "headings look like text");
            findings.push(Finding::warning(Rule::FontFace, span, message).hint(next).hint(hint));
        }
        let italics = style.tokens.text("fonts.emphasis") == "italic";
        if italics && !has(false, false) && !has(false, true) {
            let (message, next) = lack("italic", "emphasised words look like others");
            let finding = Finding::warning(Rule::FontFace, span, message).hint(next);
            findings.push(finding.hint("or set emphasis = \"bold\" in [fonts]"));
        }
        for (font, file) in faces {
            let refused = Face::parse(font.data().as_slice(), 0).ok().and_then(|face| refusal(&face));
            if let (Some(why), Some(file)) = (refused, file) {
                let message = format!("the font `{family}` must not be embedded in PDFs: {why}");
                findings.push(
                    Finding::error(Rule::FontEmbedding, Span::whole(file), message).hint(
                        "ask its maker for a licence that allows it, or name another font in fonts.text",
                    ),
                );
            }
        }
    }
}

/// The reason why a face forbids what is done with it, by the font's own `fsType` (OpenType, table OS/2);
/// `None` where it does not.
fn refusal(face: &Face<'_>) -> Option<&'static str> {
    match face.permissions() {
        Some(Permissions::Restricted) => Some("its maker has kept that right"),
        _ if !face.is_subsetting_allowed() => Some("its maker allows no part of it by itself"),
        _ if !face.is_outline_embedding_allowed() => Some("its maker allows only its bitmaps"),
        _ => None,
    }
}
