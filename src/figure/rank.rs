//! Areas in order of their values: ranks, and the highest or lowest few. It never invents a value for an area
//! that has none.

use rust_decimal::Decimal;

use super::view::{Figure, MissingValue};
use crate::check::Group;
use crate::value::Period;

/// An area with its figure and its rank in a group.
#[derive(Debug, Clone)]
pub(crate) struct Ranked {
    /// The id of the area.
    pub area: String,
    /// The name of the area.
    pub name: String,
    /// The value as it is printed.
    pub value: Decimal,
    /// The rank: 1 for the highest; equal values have an equal rank.
    pub rank: usize,
    /// Whether another area has the same rank.
    pub joint: bool,
    pub figure: Figure,
}

/// The areas of a group by the value of `figure`'s period, highest first. Areas without a number are not
/// ranked.
///
/// # Errors
/// No area of the group that has a number for that period.
pub(crate) fn ranking(figure: &Figure, group: &Group) -> Result<Vec<Ranked>, MissingValue> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for (area, name) in &group.areas {
        let Some(own) = figure.view.of_area(Some(area)).find(figure.period) else { continue };
        let Ok(value) = own.printed() else { continue };
        let name = name.text.trim().to_owned();
        ranked.push(Ranked { area: area.clone(), name, value, rank: 0, joint: false, figure: own });
    }
    if ranked.is_empty() {
        let id = &figure.indicator().id;
        return Err(MissingValue::value(
            format!("`{id}` has no numbers by {} for {}", group.id, figure.period.short()),
            there(figure, group),
        ));
    }
    let window = ranked[0].figure.own_series().window;
    if let Some(other) = ranked.iter().find(|r| r.figure.own_series().window != window) {
        let id = &figure.indicator().id;
        let message = format!(
            "`{id}` has its values for {} and {} in series of different windows, which cannot be put in order",
            ranked[0].name, other.name
        );
        return Err(MissingValue::value(message, "give every area of the group a series of one window"));
    }
    // A stable sort: equal values stay in the order in which the areas are declared.
    ranked.sort_by_key(|r| std::cmp::Reverse(r.value));
    let values: Vec<Decimal> = ranked.iter().map(|r| r.value).collect();
    for one in &mut ranked {
        one.rank = values.iter().filter(|v| **v > one.value).count() + 1;
        one.joint = values.iter().filter(|v| **v == one.value).count() > 1;
    }
    Ok(ranked)
}

/// The hint on the periods that areas of a group have values for.
fn there(figure: &Figure, group: &Group) -> String {
    let in_group = |id: &String| group.areas.iter().any(|(own, _)| own == id);
    let held = figure.indicator().series.iter().filter(|s| s.area.as_ref().is_some_and(in_group));
    let mut periods: Vec<Period> = held.flat_map(|s| s.values.keys().copied()).collect();
    periods.sort_by_key(|p| (p.last_day(), p.length()));
    periods.dedup();
    let names: Vec<String> = periods.iter().map(|p| p.short()).collect();
    match names.as_slice() {
        [] => format!("add series with area = \"…\" for the areas of [areas.{}]", group.id),
        [first, .., last] if names.len() > 12 => {
            format!("its {} have values from {first} to {last}", group.id)
        }
        all => format!("its {} have: {}", group.id, all.join(", ")),
    }
}
