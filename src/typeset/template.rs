//! MiniJinja templates of house styles: they emit data and calls. It never prints text as markup: whatever a
//! template prints is a Typst value by its type (text as a literal, code as code, data as Typst data), and
//! what has no such type is an error. There is no way to switch that off.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, UndefinedBehavior};

use super::code::{Code, literal};
use crate::finding::{Finding, Rule, Span};
use crate::style::StyleFile;

/// The most steps that a template may take.
const FUEL: u64 = 50_000_000;

/// Renders the template `name` of a style with `data`.
///
/// # Errors
/// A finding in the template itself.
pub(super) fn render(name: &str, file: &StyleFile, data: &Value) -> Result<String, Box<Finding>> {
    let source = std::str::from_utf8(&file.bytes).unwrap_or_default();
    if let Some(at) = source.find("autoescape") {
        let span = Span::new(file.file, at..at + "autoescape".len());
        return Err(Box::new(
            Finding::error(Rule::StyleTemplate, span, "a template cannot switch the quoting of text off")
                .hint("print text as {{ text }}: it arrives as a Typst string"),
        ));
    }
    let mut environment = Environment::empty();
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    environment.set_formatter(|out, _, value| print(out, value));
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    let rendered =
        environment.template_from_named_str(name, source).and_then(|template| template.render(data.clone()));
    rendered.map_err(|error| Box::new(explain(&error, file)))
}

/// Prints a value as Typst code.
fn print(out: &mut Output<'_>, value: &Value) -> Result<(), Error> {
    let text = typst(value)?;
    out.write_str(&text).map_err(Error::from)
}

fn typst(value: &Value) -> Result<String, Error> {
    if let Some(code) = value.downcast_object_ref::<Code>() {
        return Ok(code.0.clone());
    }
    Ok(match value.kind() {
        ValueKind::None => "none".to_owned(),
        ValueKind::Bool => if value.is_true() { "true" } else { "false" }.to_owned(),
        ValueKind::Number => value.to_string(),
        ValueKind::String => literal(value.as_str().unwrap_or_default()),
        ValueKind::Seq | ValueKind::Iterable => {
            let mut items = String::from("(");
            for item in value.try_iter()? {
                items.push_str(&typst(&item)?);
                items.push_str(", ");
            }
            items.push(')');
            items
        }
        ValueKind::Map => {
            let mut entries = String::from("(");
            for key in value.try_iter()? {
                let key_text = key.as_str().unwrap_or_default();
                entries.push_str(&format!("{}: {}, ", literal(key_text), typst(&value.get_item(&key)?)?));
            }
            if entries.len() == 1 {
                entries.push(':');
            }
            entries.push(')');
            entries
        }
        kind => {
            return Err(Error::new(
                ErrorKind::BadEscape,
                format!("a value of kind {kind} cannot be printed"),
            ));
        }
    })
}

fn explain(error: &Error, file: &StyleFile) -> Finding {
    let text_length = file.bytes.len();
    let span = match (error.range(), error.line()) {
        (Some(range), _) if range.end <= text_length && !range.is_empty() => Span::new(file.file, range),
        (_, Some(line)) => {
            let source = std::str::from_utf8(&file.bytes).unwrap_or_default();
            let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let length = source[start.min(text_length)..].lines().next().map_or(0, str::len);
            Span::new(file.file, start..start + length)
        }
        _ => Span::whole(file.file),
    };
    let source = std::str::from_utf8(&file.bytes).unwrap_or_default();
    let named = error
        .range()
        .and_then(|range| source.get(range))
        .filter(|_| error.kind() == ErrorKind::UndefinedError);
    let detail = match named {
        Some(name) => format!("it asks for `{name}`, which is not there"),
        None => error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    };
    Finding::error(
        Rule::StyleTemplate,
        span,
        format!("the template of the house style is at fault: {detail}"),
    )
    .hint("repair the template, or delete the council's own copy: then the built-in one is used")
}
