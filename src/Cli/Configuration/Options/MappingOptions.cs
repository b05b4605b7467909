using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>How relations between markets are found and believed.</summary>
[Section("How relations between markets are found and believed. What follows from strikes, dates and flags is found with every pass; "
    + "a running instance asks models for more only if it may.")]
internal sealed record MappingOptions
{
    [Setting("The confidence in a relation that a rule in code has proven. Below 1, because the rule may misread the "
        + "market's terms.", Positive = true, Max = "1", Unit = "probability")]
    public Ratio StructuralConfidence { get; init; } = Ratio.FromPartsPerMillion(995_000);

    [Setting("Whether a running instance asks the models of `anthropic` and `llm` for relations that only words tell, and asks again "
        + "about those it knows. It costs within the budgets here and in `llm`; what it finds waits for a person.")]
    public bool AskModels { get; init; }

    [Setting("Whether it first reads each market of its candidates into a normal form, and asks about a pair only what those leave open.")]
    public bool ReadForms { get; init; } = true;

    [Setting("Whether its regular searches ask in bulk at half the price, where the provider has a door for that. The answers come within "
        + "a day; about markets that appeared and words that changed it asks at once.")]
    public bool UseBatches { get; init; } = true;

    [Setting("The most candidates of one search, the most promising first.", Min = "1", Max = "100000")]
    public int MostCandidates { get; init; } = 1_000;

    [Setting("The most that the search within events may cost, in each `scanning.relationship_rescan_hours`.", Min = "0", Max = "10000",
        Unit = "dollars")]
    public Money EventBudget { get; init; } = Money.FromDollars(1);

    [Setting("Time between two searches across the events of a category.", Min = "1", Max = "8760", Unit = "hours")]
    public int CategoryRescanHours { get; init; } = 72;

    [Setting("The most that each of these may cost.", Min = "0", Max = "10000", Unit = "dollars")]
    public Money CategoryBudget { get; init; } = Money.FromDollars(1);

    [Setting("Time between two searches across categories.", Min = "1", Max = "8760", Unit = "hours")]
    public int CrossRescanHours { get; init; } = 168;

    [Setting("The most that each of these may cost.", Min = "0", Max = "10000", Unit = "dollars")]
    public Money CrossBudget { get; init; } = Money.FromDollars(1);

    [Setting("A relation that was reviewed is judged again after so long, although no word of it has changed.", Min = "1", Max = "365",
        Unit = "days")]
    public int RevalidateDays { get; init; } = 7;

    [Setting("The most that this may cost, in each `revalidate_days`.", Min = "0", Max = "10000", Unit = "dollars")]
    public Money RevalidateBudget { get; init; } = Money.FromDollars(1);
}
