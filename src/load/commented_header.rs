//! A header that was made a remark, `# [[item]]`, while the lines below it were not: they would belong to the entry above.
//! It never looks into what they say.

use super::typed_line::{LineForm, TypedLine};

/// Finds such a header above the line in which a key stands a second time; `None` where there is none.
pub(super) fn find(text: &str, line: TypedLine<'_>, message: &str) -> Option<LineForm> {
    if !message.contains("duplicate key") || line.text.trim_start().starts_with('[') {
        return None;
    }
    let mut end = line.start;
    while end > 0 {
        let start = text[..end - 1].rfind('\n').map_or(0, |n| n + 1);
        let above = text[start..end].trim();
        if above.starts_with('[') {
            return None;
        }
        let header = above.strip_prefix('#').map(str::trim).filter(|header| header.starts_with('['));
        if let Some(header) = header.filter(|header| text.lines().any(|line| line.trim() == *header)) {
            let at = start + text[start..end].find('#')?;
            let length = above.len() - header.len();
            return Some(LineForm {
                range: at..at + above.len(),
                message: format!("{header} is a remark here, and the lines below it are not"),
                label: "a remark",
                hint: format!(
                    "take the # away; to leave the whole entry out, begin each of its lines with #, down to the next {header}"
                ),
                change: (at..at + length, String::new()),
                is_sure: false,
            });
        }
        end = start;
    }
    None
}
