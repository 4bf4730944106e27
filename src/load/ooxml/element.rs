//! `XmlElement`: an XML element as it begins, and its attributes. It never reads what stands within.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// An XML element as it begins.
pub(in crate::load) struct XmlElement<'e>(pub(super) &'e BytesStart<'e>);

impl XmlElement<'_> {
    /// The name, without the prefix of its namespace.
    pub(in crate::load) fn is(&self, name: &str) -> bool {
        self.0.local_name().as_ref() == name
    }

    /// The value of an attribute that has no namespace.
    pub(in crate::load) fn attribute(&self, key: &str) -> Option<String> {
        let found = self.0.try_get_attribute(key).ok()??;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The value of an attribute that has a namespace, by its name in that: `id` of `r:id`.
    pub(in crate::load) fn attribute_of_namespace(&self, key: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().as_ref() == key && a.key.as_ref() != key)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The value of an attribute as a number; `None` where it is not there or no number.
    pub(in crate::load) fn number<N: std::str::FromStr>(&self, key: &str) -> Option<N> {
        self.attribute(key)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(in crate::load) fn is_yes(&self, key: &str) -> bool {
        self.attribute(key).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}
