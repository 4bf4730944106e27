//! Values of a template, and what several views show alike. It decides no order.

use crate::finding::Span;
use std::collections::BTreeMap;

use minijinja::value::Value;

use super::code::{Code, Writer};
use crate::model::{Contact, Paper};

pub(super) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(BTreeMap::from(entries))
}

/// A value for templates that is code of one expression.
pub(super) fn code(code: String) -> Value {
    Code(code).into()
}

/// A value for templates that is statements, joined to content in one expression.
pub(super) fn content(statements: String) -> Value {
    Code(format!("{{\n{statements}}}")).into()
}

/// The heading above the contacts, for one or for several.
pub(super) fn contacts_label(paper: &Paper) -> &str {
    let many = paper.contacts.len() > 1;
    paper.style.tokens.text(if many { "labels.contact_many" } else { "labels.contact_one" })
}

pub(super) fn contact(contact: &Contact, writer: &mut Writer<'_>) -> Value {
    let text = |value: &Option<(String, Span)>, writer: &mut Writer<'_>| -> Value {
        value.as_ref().map(|(text, span)| code(writer.text(text, *span))).into()
    };
    let lines: Value = contact.lines.iter().map(|(text, span)| code(writer.text(text, *span))).collect();
    let phone = text(&contact.phone, writer);
    let email = text(&contact.email, writer);
    let address: Option<String> = contact.email.as_ref().map(|(address, _)| address.clone());
    map([("lines", lines), ("phone", phone), ("email", email), ("address", address.into())])
}
