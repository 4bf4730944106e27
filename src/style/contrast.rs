//! The contrast ratio of two colours (WCAG 2.2, "contrast ratio" and "relative luminance"). It never decides
//! which ratio is enough.

/// The contrast of two colours "#rrggbb": from 1 (none) to 21. It is 1 where one of them is no colour.
pub fn contrast(a: &str, b: &str) -> f64 {
    let (Some(a), Some(b)) = (rgb(a), rgb(b)) else { return 1.0 };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The red, green and blue of "#rrggbb"; `None` where the text is no colour.
pub(crate) fn rgb(color: &str) -> Option<(u8, u8, u8)> {
    let digits =
        color.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}

fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#767676", "#FFFFFF") - 4.54).abs() < 0.01);
        assert!((contrast("#12436D", "#12436d") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_color_has_none() {
        for bad in ["", "#fff", "12436D", "#12436G", "#ééé"] {
            assert!((contrast(bad, "#ffffff") - 1.0).abs() < 1e-9, "{bad}");
        }
    }
}
