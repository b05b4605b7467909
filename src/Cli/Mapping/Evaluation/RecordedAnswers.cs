using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Cli;

/// <summary>
/// Answers of models on file, one JSON object a line: `key` (of the question: rules, prompt version and model), `purpose`, `model`,
/// `promptVersion`, `answer` (null where the model refused) and `cost` in dollars (absent where nobody knows it).
/// </summary>
internal sealed class RecordedAnswers
{
    private readonly Dictionary<string, (string? Answer, Money? Cost)> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _models = new(StringComparer.Ordinal);

    private RecordedAnswers()
    {
    }

    public int Count => _answers.Count;

    /// <summary>What the answers that were used cost; null where that of one is not known.</summary>
    public Money? Cost
    {
        get
        {
            Money sum = Money.Zero;
            foreach (string key in _used)
            {
                if (_answers[key].Cost is not { } cost)
                {
                    return null;
                }

                sum += cost;
            }

            return sum;
        }
    }

    /// <exception cref="CommandFailure">The file cannot be read; the line is named.</exception>
    public static RecordedAnswers Read(string file)
    {
        RecordedAnswers recorded = new();
        int number = 0;
        try
        {
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (line.Trim().Length > 0)
                {
                    recorded.Take(line);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"--answers {file}: {problem.Message}");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandFailure(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture,
                $"--answers {file}, line {number}: this is no answer: {problem.Message}"));
        }

        return recorded;
    }

    /// <summary>One model of the file; questions that it does not answer fail.</summary>
    /// <param name="purpose">What it was asked, such as `pairs` or `counter-world`.</param>
    /// <param name="otherwise">Its name where the file has no such answer.</param>
    public IModel Model(string purpose, string otherwise) => new Recorded(this, _models.GetValueOrDefault(purpose, otherwise));

    private void Take(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        JsonElement answer = root.GetProperty("answer");
        Money? cost = root.TryGetProperty("cost", out JsonElement dollars) && dollars.ValueKind == JsonValueKind.String
            ? Money.TryParse(dollars.GetString()!, out Money money) ? money : throw new FormatException("cost is no amount of dollars")
            : null;
        _answers[root.GetProperty("key").GetString()!] = (answer.ValueKind == JsonValueKind.Null ? null : answer.GetRawText(), cost);
        _models[root.GetProperty("purpose").GetString()!] = root.GetProperty("model").GetString()!;
    }

    private sealed class Recorded(RecordedAnswers answers, string name) : IModel
    {
        public string Name => name;

        public Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation)
        {
            string key = CachedVerdict.KeyOf(request, name);
            if (!answers._answers.TryGetValue(key, out (string? Answer, Money? Cost) known))
            {
                return Task.FromResult<ModelAnswer>(new ModelAnswer.Failed(new ModelFailure(FailureKind.Malformed, "no such answer on file")));
            }

            answers._used.Add(key);
            return Task.FromResult<ModelAnswer>(known.Answer is { } answer
                ? new ModelAnswer.Given(answer, FromCache: true)
                : new ModelAnswer.Refused(FromCache: true));
        }
    }
}
