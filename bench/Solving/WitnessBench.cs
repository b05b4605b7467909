using System.Diagnostics;
using System.Globalization;
using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// What the complete joint check takes: a first answer from nothing, and answers to quotes that leave the witness, starting
/// from the last. The baseline is a first answer for every quote.
/// </summary>
internal static class WitnessBench
{
    private const int Colds = 5;
    private const int Quotes = 4_000;
    private const int Wrong = 200;

    private static readonly WitnessLimits Limits = WitnessLimits.Default;

    public static int Run(string[] options)
    {
        int[] sizes = [.. (options.Length > 0 ? options[0] : "20,50,100,200").Split(',')
            .Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        Console.WriteLine("| family | markets | oracle | from nothing: median, worst ms | worlds asked for | answers | quotes that left the "
            + "witness | their answer: median, p99, worst ms | answers | a quote, all counted |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (string name in LargeFamily.Names)
        {
            foreach (int size in sizes)
            {
                Measure(name, size);
            }
        }

        return 0;
    }

    private static void Measure(string name, int size)
    {
        LargeFamily family = LargeFamily.Of(name, size, seed: size);
        IWorldOracle oracle = WorldOracles.For(family.Logic);
        DriftingBeliefs beliefs = new(family, oracle, seed: 3);
        Box[] boxes = beliefs.Start();
        List<double> cold = [];
        List<long> asked = [];
        Dictionary<WitnessState, int> coldAnswers = [];
        WitnessSolver solver = null!;
        for (int run = 0; run < Colds; run++)
        {
            solver = new WitnessSolver(family.Logic, oracle, Limits);
            for (int market = 0; market < size; market++)
            {
                solver.Set(market, boxes[market]);
            }

            long began = Stopwatch.GetTimestamp();
            Count(coldAnswers, solver.Solve());
            cold.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            asked.Add(solver.OracleCalls);
            for (int quote = 0; quote < size && run < Colds - 1; quote++)
            {
                (int market, Box box) = beliefs.Next(0);
                boxes[market] = box;
            }
        }

        List<double> warm = [];
        Dictionary<WitnessState, int> answers = [];
        double total = 0;
        for (int quote = 0; quote < Quotes; quote++)
        {
            (int market, Box box) = beliefs.Next(quote % Wrong == Wrong - 1 ? 6 : 0);
            long solves = solver.Solves;
            long began = Stopwatch.GetTimestamp();
            WitnessState state = solver.Update(market, box);
            double took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            total += took;
            if (solver.Solves != solves)
            {
                warm.Add(took);
                Count(answers, state);
            }
        }

        cold.Sort();
        warm.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {size} | {oracle.GetType().Name[..^"Oracle".Length].ToLowerInvariant()} | {cold[Colds / 2]:0.00}, {cold[^1]:0.00} "
                + $"| {asked.Max()} | {Words(coldAnswers)} | {100.0 * warm.Count / Quotes:0.0} % "
                + $"| {At(warm, 0.5):0.000}, {At(warm, 0.99):0.00}, {At(warm, 1):0.00} | {Words(answers)} | {total * 1e6 / Quotes:0} ns |"));
    }

    private static void Count(Dictionary<WitnessState, int> answers, WitnessState state) =>
        answers[state] = answers.GetValueOrDefault(state) + 1;

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static string Words(Dictionary<WitnessState, int> answers) => string.Join(
        ", ", answers.OrderBy(static one => one.Key).Select(static one => $"{one.Value} {one.Key}"));
}
