//! The report of a style's specimen, with the fields that the style declares. It never looks at what else a
//! style decides.

/// A field that a style declares, for its specimen.
pub(crate) struct SpecimenField<'a> {
    /// The group of the field: "front" or "closing".
    pub group: &'a str,
    pub key: &'a str,
    /// Whether the style asks every paper for the field.
    pub required: bool,
    /// Whether the style says who signs the field.
    pub signed: bool,
}

/// The number of fields of each group that are shown; those that the style asks for are shown all.
const SHOWN: usize = 2;

/// The text of a specimen's report with fields of the style added to it.
pub(crate) fn specimen(report: &str, fields: &[SpecimenField<'_>]) -> String {
    let mut out = report.to_owned();
    for group in ["front", "closing"] {
        for (n, field) in fields.iter().filter(|field| field.group == group).enumerate() {
            if n >= SHOWN && !field.required {
                continue;
            }
            out.push_str(&format!("\n[{group}.{}]\ntext = '''A field that the style has.'''\n", field.key));
            if field.signed {
                out.push_str("signed_off = { on = 2025-06-11 }\n");
            }
        }
    }
    out
}
