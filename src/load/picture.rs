//! Images: what they are, how large, and whether they are safe to set. It never opens a file and
//! never changes one.

use std::io::Cursor;
use std::sync::Arc;

use image::ImageFormat;

/// The most pixels in all: decoded, each takes four bytes.
const MOST_PIXELS: u64 = 50_000_000;
/// The most pixels along a side.
pub(super) const WIDEST: u32 = 10_000;

/// An image that may be set.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The file as it is.
    pub bytes: Arc<[u8]>,
    /// "png", "jpg" or "svg".
    pub kind: &'static str,
    /// Width over height.
    pub ratio: f64,
    /// Pixels across; `None` for a drawing, which is sharp at any size.
    pub pixels: Option<u32>,
    /// A font that a drawing asks for and the program does not have.
    pub foreign_font: Option<String>,
}

/// Why an image is refused: what is wrong, and what to do.
pub(super) type Refusal = (&'static str, String, &'static str);

/// Checks an image through: its format by its first bytes, its size, and that all of it decodes.
///
/// # Errors
/// See [`Refusal`].
pub(super) fn check(bytes: Vec<u8>, name: &str) -> Result<Picture, Refusal> {
    if looks_like_svg(&bytes) {
        return svg(bytes, name);
    }
    let (format, kind) = match image::guess_format(&bytes) {
        Ok(ImageFormat::Png) => (ImageFormat::Png, "png"),
        Ok(ImageFormat::Jpeg) => (ImageFormat::Jpeg, "jpg"),
        _ => {
            let message = format!("`{name}` is not an image that boardpack reads");
            return Err(("image-format", message, "save it as PNG, JPEG or SVG"));
        }
    };
    let broken = || {
        let message = format!("`{name}` is damaged and cannot be shown");
        ("image-corrupt", message, "open it, save it again, and copy it here once more")
    };
    let size = image::ImageReader::with_format(Cursor::new(&bytes), format).into_dimensions();
    let (width, height) = size.map_err(|_| broken())?;
    let too_many = u64::from(width) * u64::from(height) > MOST_PIXELS;
    if width > WIDEST || height > WIDEST || too_many || width == 0 || height == 0 {
        let message =
            format!("`{name}` is {width} by {height} pixels, and {WIDEST} is the most along a side");
        return Err(("image-too-large", message, "make it smaller: 2,000 pixels fill a page sharply"));
    }
    let mut reader = image::ImageReader::with_format(Cursor::new(&bytes), format);
    reader.no_limits();
    reader.decode().map_err(|_| broken())?;
    Ok(Picture {
        bytes: bytes.into(),
        kind,
        ratio: f64::from(width) / f64::from(height),
        pixels: Some(width),
        foreign_font: None,
    })
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with("<svg") || (head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg")
}

fn svg(bytes: Vec<u8>, name: &str) -> Result<Picture, Refusal> {
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}'),
        Err(_) => {
            return Err((
                "image-corrupt",
                format!("`{name}` is not UTF-8 text"),
                "save the drawing again as plain SVG",
            ));
        }
    };
    let options = roxmltree::ParsingOptions { allow_dtd: false, ..Default::default() };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("`{name}` is not a whole SVG drawing: {error}");
            return Err(("image-corrupt", message, "save the drawing again as plain SVG"));
        }
    };
    let remedy = "export it as plain SVG with everything embedded, or save it as PNG";
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let tag = node.tag_name().name();
        if matches!(tag, "script" | "foreignObject" | "handler") {
            return Err((
                "image-unsafe",
                format!("`{name}` holds a <{tag}>, which a paper must not"),
                remedy,
            ));
        }
        if tag == "style" && node.text().is_some_and(reaches_out) {
            return Err(("image-unsafe", format!("`{name}` loads style from elsewhere"), remedy));
        }
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value().trim());
            if key.len() > 2 && key.starts_with("on") {
                return Err(("image-unsafe", format!("`{name}` holds a script in `{key}`"), remedy));
            }
            let outside = match key {
                "href" | "src" if tag == "a" => false,
                "href" | "src" => !value.is_empty() && !value.starts_with('#') && !value.starts_with("data:"),
                _ => reaches_out(value),
            };
            if outside {
                let shown: String = value.chars().take(60).collect();
                return Err(("image-unsafe", format!("`{name}` refers to another file, `{shown}`"), remedy));
            }
        }
    }
    let foreign_font = foreign_font(&document);
    let ratio = ratio(document.root_element()).unwrap_or(1.0);
    Ok(Picture { ratio, kind: "svg", bytes: bytes.into(), pixels: None, foreign_font })
}

/// The first family that the drawing's words ask for and nothing here can give: they would be set
/// in another face without a word.
fn foreign_font(document: &roxmltree::Document<'_>) -> Option<String> {
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

/// A `url(…)` or `@import` that is not inside the drawing.
fn reaches_out(css: &str) -> bool {
    if css.contains("@import") {
        return true;
    }
    css.match_indices("url(").any(|(at, _)| {
        let inside = css[at + 4..].trim_start_matches([' ', '"', '\'']);
        !inside.starts_with('#') && !inside.starts_with("data:")
    })
}

fn ratio(root: roxmltree::Node<'_, '_>) -> Option<f64> {
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

    fn svg_with(inner: &str) -> Result<Picture, Refusal> {
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 40 20'>{inner}</svg>"
        );
        check(text.into_bytes(), "x.svg")
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
            assert_eq!(svg_with(bad).expect_err(bad).0, "image-unsafe", "{bad}");
        }
    }

    #[test]
    fn damaged_and_foreign_files_are_named() {
        assert_eq!(check(b"GIF89a".to_vec(), "x.gif").expect_err("gif").0, "image-format");
        assert_eq!(check(b"\x89PNG\r\n\x1a\nxxxx".to_vec(), "x.png").expect_err("bad").0, "image-corrupt");
        assert_eq!(svg_with("<rect").expect_err("cut").0, "image-corrupt");
    }
}
