//! How sure one can be of a rate or a proportion: its 95% confidence interval, and whether two of them
//! differ; and the control limits of a series. It never rounds, never prints, and never decides which two may be compared.
//!
//! The intervals are those of OHID's Fingertips, as in Public Health England, "Technical Guide:
//! Confidence Intervals" (2018), here "the Technical Guide"; the comparisons are the usual ones of
//! epidemiology, and each function names its source. All are worked out in binary floating point:
//! the results are estimates, to be rounded for print.
//!
//! A count may be fractional, as a weighted count of a survey is. Whatever is not a number, is
//! negative or cannot be (more events than people asked, a population of none) gives `None`.

mod compare;
mod interval;
mod process;

pub(crate) use compare::{proportions_differ, rates_differ};
pub(crate) use interval::{Interval, rate, wilson};
pub(crate) use process::{Process, Signal, SpecialCause};

/// The number of standard errors each side of an estimate that hold 95% of a normal distribution: its 97.5th
/// centile, not the rounded 1.96.
const Z: f64 = 1.959_963_984_540_054;

/// The share of a distribution below each tail's limit.
const LOWER: f64 = 0.025;
const UPPER: f64 = 0.975;

/// The count from which the approximate methods are near enough: "Byar's method is within 0.2% of
/// the exact value for numerators of 10 or more" (Technical Guide).
const ENOUGH: f64 = 10.0;

/// The largest count that the exact methods take; beyond it they would be slow and less precise.
const MOST: f64 = 1e9;

/// Fails unless there is an interval, each of its limits within `tolerance` of the one expected.
#[cfg(test)]
fn assert_near(found: Option<Interval>, low: f64, high: f64, tolerance: f64) {
    let found = found.expect("an interval");
    let near = |a: f64, b: f64| (a - b).abs() <= tolerance;
    assert!(near(found.low, low) && near(found.high, high), "{found:?} is not {low} to {high}");
}
