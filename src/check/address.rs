//! Addresses as authors type them: what is meant by one that readers cannot follow. It never opens one.

use crate::pdf::HARMLESS;

/// Whether readers of a PDF can follow an address.
pub(super) fn is_complete(address: &str) -> bool {
    let small = address.to_lowercase();
    HARMLESS.iter().any(|scheme| small.starts_with(scheme))
}

/// The whole address that is meant by one that is not complete: `https://` before a page, `mailto:` before an e-mail
/// address, a slash that is missing. `None` where that is not sure.
pub(super) fn complete(address: &str) -> Option<String> {
    let address = address.trim();
    let small = address.to_lowercase();
    if is_complete(address) || address.contains(char::is_whitespace) || address.contains(['\\', '{', '<']) {
        return None;
    }
    if let Some((user, host)) = address.split_once('@') {
        let is_email = !user.is_empty() && is_host(host) && !address.contains([':', '/']);
        return is_email.then(|| format!("mailto:{address}"));
    }
    // What is typed in place of "https://", and where the page begins behind it.
    let scheme = ["https", "http", "htps", "htpps", "htp", "htttps", "htttp", "hhtps"]
        .into_iter()
        .find(|scheme| small.strip_prefix(scheme).is_some_and(|rest| rest.starts_with([':', ';', '/'])));
    if let Some(scheme) = scheme {
        let page = address[scheme.len()..].trim_start_matches([':', ';', '/', '.']);
        let host = page.split(['/', '?', '#']).next().unwrap_or_default();
        let right = if scheme == "http" { "http" } else { "https" };
        return is_host(host).then(|| format!("{right}://{page}"));
    }
    let host = small.split(['/', '?', '#']).next().unwrap_or_default();
    (small.starts_with("www.") && is_host(host)).then(|| format!("https://{address}"))
}

/// Whether a text is a name as computers have on the internet: "www.example.org".
fn is_host(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    text.contains('.') && text.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::complete;

    #[test]
    fn addresses_are_completed_where_one_thing_is_meant() {
        for (typed, wanted) in [
            ("officer@example.org", Some("mailto:officer@example.org")),
            ("https:/example.org/a", Some("https://example.org/a")),
            ("https:example.org", Some("https://example.org")),
            ("https//example.org", Some("https://example.org")),
            ("htps://example.org", Some("https://example.org")),
            ("http:/example.org", Some("http://example.org")),
            ("www.example.org/plan.pdf", Some("https://www.example.org/plan.pdf")),
            ("https://example.org", None),
            ("plan.pdf", None),
            ("S:\\Plan.xlsx", None),
            ("the plan", None),
            ("javascript:x", None),
            ("https", None),
        ] {
            assert_eq!(complete(typed).as_deref(), wanted, "{typed}");
        }
    }
}
