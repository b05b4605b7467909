using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The worlds of several relations that hold together, as the markets of a basket's legs see them.</summary>
internal static class JoinedWorlds
{
    /// <summary>More worlds than this are searched, not listed.</summary>
    public const int MostListed = 4_096;

    /// <summary>The listing gives up after this many steps.</summary>
    private const int MostSteps = 1 << 17;

    /// <summary>The worlds row by row where there are not too many, else by search.</summary>
    public static LegWorlds Of(LegLogic logic)
    {
        Listing listing = new(logic.Facts, logic.Variables);
        return listing.Run()
            ? new ListedWorlds(listing.Rows.Rows, isComplete: true)
            : Search(logic);
    }

    /// <summary>The worlds for a few questions: listing them would take longer.</summary>
    public static LegWorlds Search(LegLogic logic) => new SearchedWorlds(logic.Facts, logic.Variables);

    /// <inheritdoc cref="Of(LegLogic)"/>
    public static LegWorlds Of(IReadOnlyList<Relation> relations, IReadOnlyList<Market> legs) => Of(LegLogic.Of(relations, legs));

    /// <inheritdoc cref="Search(LegLogic)"/>
    public static LegWorlds Search(IReadOnlyList<Relation> relations, IReadOnlyList<Market> legs) =>
        Search(LegLogic.Of(relations, legs));

    /// <summary>
    /// Decides the legs one by one, and asks of each way to do that whether the other markets can follow.
    /// </summary>
    private sealed class Listing(CompiledLogic logic, int[] variables)
    {
        private readonly int _legs = variables.Max() + 1;
        private readonly Propagator _truth = new(logic);
        private int _steps;

        public RowSet Rows { get; } = new();

        /// <summary>False when there are too many worlds to list.</summary>
        public bool Run() => (!_truth.Start() || Decide(0)) && _steps <= MostSteps;

        private bool Decide(int leg)
        {
            while (leg < _legs && !_truth.IsOpen(leg))
            {
                leg++;
            }

            if (leg == _legs)
            {
                return !CanFollow(_legs) || (Rows.Add(Row()) && Rows.Rows.Count <= MostListed);
            }

            return Try(leg, static (self, next) => self.Decide(next));
        }

        private bool[] Row() => [.. variables.Select(leg => _truth.IsTrue(Literal.Yes(leg)))];

        /// <summary>Both ways to decide a market; false when the listing must end.</summary>
        private bool Try(int variable, Func<Listing, int, bool> next)
        {
            foreach (int literal in (ReadOnlySpan<int>)[Literal.No(variable), Literal.Yes(variable)])
            {
                int mark = _truth.Count;
                bool goesOn = ++_steps <= MostSteps && (!_truth.Assume(literal) || next(this, variable + 1));
                _truth.BackTo(mark);
                if (!goesOn)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether the markets from here on can be decided; the state is left as it was.</summary>
        private bool CanFollow(int variable)
        {
            while (variable < logic.Logic.Variables && !_truth.IsOpen(variable))
            {
                variable++;
            }

            if (variable == logic.Logic.Variables)
            {
                return true;
            }

            // The trial ends at the first world found. Where it ends because the steps ran out, so does the listing.
            bool found = false;
            Try(variable, (self, next) => !(found = self.CanFollow(next)));
            return found;
        }
    }
}
