//! Drawings (SVG): whether they are whole and safe to set, and the pictures in them, which lose their
//! metadata as any other picture does. It never changes what is drawn.

use std::ops::Range;

use image::ImageFormat;
use roxmltree::{Document, Node};

use super::{LoadedPicture, PictureRefusal, base64, check_raster};
use crate::finding::Rule;

/// Whether a file begins as a drawing does.
pub(super) fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with("<svg") || (head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg")
}

/// Checks a drawing through: that it is whole, and reaches for nothing outside of itself; and gives it
/// without what is not needed to draw it.
///
/// # Errors
/// A [`PictureRefusal`] where the drawing is not UTF-8, not whole, or not safe.
pub(super) fn check_drawing(bytes: Vec<u8>, name: &str) -> Result<LoadedPicture, PictureRefusal> {
    let text = text(&bytes).ok_or_else(|| {
        (Rule::ImageCorrupt, format!("`{name}` is not UTF-8 text"), "save the drawing again as plain SVG")
    })?;
    let document = parse(text).map_err(|error| {
        let message = format!("`{name}` is not a whole SVG drawing: {error}");
        (Rule::ImageCorrupt, message, "save the drawing again as plain SVG")
    })?;
    document.descendants().filter(Node::is_element).try_for_each(|node| refuse_unsafe(node, name))?;
    let foreign_font = foreign_font(&document);
    let ratio = ratio(document.root_element()).unwrap_or(1.0);
    let bytes = strip_document(text, &document, name, DEEPEST)?.into_bytes();
    Ok(LoadedPicture { ratio, kind: "svg", bytes: bytes.into(), pixels: None, foreign_font })
}

/// The drawing without what is not needed to draw it; `None` where it cannot be read.
pub(super) fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = text(bytes)?;
    let document = parse(text).ok()?;
    strip_document(text, &document, "", DEEPEST).ok().map(String::into_bytes)
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{FEFF}'))
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, ..Default::default() };
    Document::parse_with_options(text, options)
}

/// The hint for a drawing that a paper cannot hold.
const REMEDY: &str = "export it as plain SVG with everything embedded, or save it as PNG";

/// Refuses an element that does anything but draw, or reaches out of the drawing.
fn refuse_unsafe(node: Node<'_, '_>, name: &str) -> Result<(), PictureRefusal> {
    let refused = |message: String| Err((Rule::ImageUnsafe, message, REMEDY));
    let tag = node.tag_name().name();
    if matches!(tag, "script" | "foreignObject" | "handler") {
        return refused(format!("`{name}` holds a <{tag}>, which a paper must not"));
    }
    if tag == "style" && node.text().is_some_and(reaches_out) {
        return refused(format!("`{name}` loads style from elsewhere"));
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        if key.len() > 2 && key.starts_with("on") {
            return refused(format!("`{name}` holds a script in `{key}`"));
        }
        let outside = match key {
            "href" | "src" if tag == "a" => false,
            "href" | "src" => !value.is_empty() && !value.starts_with('#') && !value.starts_with("data:"),
            _ => reaches_out(value),
        };
        if outside {
            let shown: String = value.chars().take(60).collect();
            return refused(format!("`{name}` refers to another file, `{shown}`"));
        }
    }
    Ok(())
}

/// The most drawings that may lie in one another.
const DEEPEST: usize = 3;

/// The namespaces of what is drawn; attributes of others are notes of the program that made the drawing.
const DRAWN: [&str; 3] =
    ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"];

/// The text of a drawing without notes and names, and with the pictures in it stripped.
fn strip_document(
    text: &str,
    document: &Document<'_>,
    name: &str,
    depth: usize,
) -> Result<String, PictureRefusal> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for node in document.descendants() {
        let about = node.parent().is_some_and(|parent| {
            parent.is_element() && matches!(parent.tag_name().name(), "metadata" | "title" | "desc")
        });
        if node.is_comment() || node.is_pi() || about {
            edits.push((node.range(), String::new()));
        }
        for attribute in node.attributes() {
            if attribute.namespace().is_some_and(|space| !DRAWN.contains(&space)) {
                edits.push((attribute.range(), String::new()));
            } else if attribute.name() == "href"
                && let Some(data) = attribute.value().trim().strip_prefix("data:")
                && let Some(stripped) = strip_embedded(data, name, depth)?
            {
                edits.push((attribute.range_value(), stripped));
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in edits {
        // What lies in something that goes, goes with it.
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(&new);
            done = range.end;
        }
    }
    out.push_str(&text[done..]);
    Ok(out)
}

/// Strips a picture in a drawing; `None` where it stays as it is. `data` is what follows "data:".
fn strip_embedded(data: &str, name: &str, depth: usize) -> Result<Option<String>, PictureRefusal> {
    let unread = || {
        let message = format!("`{name}` holds a picture in a form that boardpack does not read");
        (Rule::ImageUnsafe, message, REMEDY)
    };
    let (head, body) = data.split_once(',').ok_or_else(unread)?;
    let kind = head.trim_end().strip_suffix(";base64").ok_or_else(unread)?;
    let bytes = base64::decode(body).ok_or_else(unread)?;
    let stripped = if looks_like_svg(&bytes) {
        let text = text(&bytes).filter(|_| depth > 0).ok_or_else(unread)?;
        let document = parse(text).map_err(|_| unread())?;
        document.descendants().filter(Node::is_element).try_for_each(|node| refuse_unsafe(node, name))?;
        strip_document(text, &document, name, depth - 1)?.into_bytes()
    } else if matches!(image::guess_format(&bytes), Ok(ImageFormat::Png | ImageFormat::Jpeg)) {
        check_raster(&bytes, &format!("a picture in `{name}`"))?.bytes.to_vec()
    } else {
        return Ok(None);
    };
    Ok((stripped != bytes).then(|| format!("data:{kind};base64,{}", base64::encode(&stripped))))
}

/// The first family that the drawing's words are set in and the program does not have: they would be set in
/// another face without a word. `None` where it has all.
fn foreign_font(document: &Document<'_>) -> Option<String> {
    let elements = document.descendants().filter(|n| n.is_element());
    let asked = elements.filter_map(|n| {
        let style = n
            .attribute("style")
            .and_then(|s| s.split(';').find_map(|d| d.trim().strip_prefix("font-family:")));
        n.attribute("font-family").or(style)
    });
    let own = ["boardpack sans", "dejavu sans", "sans-serif"];
    let first = |list: &str| list.split(',').next().unwrap_or("").trim().trim_matches(['"', '\'']).to_owned();
    asked.map(first).find(|family| !own.contains(&family.to_lowercase().as_str()))
}

/// Whether CSS has a `url(…)` or `@import` that leads out of the drawing.
fn reaches_out(css: &str) -> bool {
    if css.contains("@import") {
        return true;
    }
    css.match_indices("url(").any(|(at, _)| {
        let inside = css[at + 4..].trim_start_matches([' ', '"', '\'']);
        !inside.starts_with('#') && !inside.starts_with("data:")
    })
}

fn ratio(root: Node<'_, '_>) -> Option<f64> {
    let length =
        |key| root.attribute(key)?.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<f64>().ok();
    let sized = || Some((length("width")?, length("height")?));
    let boxed = || {
        let numbers: Vec<f64> =
            root.attribute("viewBox")?.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = boxed().or_else(sized)?;
    (width > 0.0 && height > 0.0).then(|| width / height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg_with(inner: &str) -> Result<LoadedPicture, PictureRefusal> {
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 40 20'>{inner}</svg>"
        );
        check_drawing(text.into_bytes(), "x.svg")
    }

    #[test]
    fn a_plain_drawing_passes() {
        let picture = svg_with("<rect width='4' height='4' fill='url(#a)'/>").expect("safe");
        assert!((picture.ratio - 2.0).abs() < 1e-9);
    }

    #[test]
    fn scripts_and_outside_references_are_refused() {
        for bad in [
            "<script>1</script>",
            "<rect onclick='x()'/>",
            "<image xlink:href='https://example.org/x.png'/>",
            "<image href='../../x.png'/>",
            "<rect style='fill:url(http://example.org/a)'/>",
            "<style>@import 'x.css'</style>",
            "<foreignObject/>",
        ] {
            assert_eq!(svg_with(bad).expect_err(bad).0, Rule::ImageUnsafe, "{bad}");
        }
    }

    #[test]
    fn damaged_and_foreign_files_are_named() {
        let check_any = crate::load::picture::check;
        assert_eq!(check_any(b"GIF89a".to_vec(), "x.gif").expect_err("gif").0, Rule::ImageFormat);
        assert_eq!(
            check_any(b"\x89PNG\r\n\x1a\nxxxx".to_vec(), "x.png").expect_err("bad").0,
            Rule::ImageCorrupt
        );
        assert_eq!(svg_with("<rect").expect_err("cut").0, Rule::ImageCorrupt);
    }
}
