using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Cli;

/// <summary>Writes down what models answer, one line for each question, in the shape that `--answers` reads.</summary>
internal sealed class AnswerRecorder : IDisposable
{
    private readonly StreamWriter _file;
    private readonly ICallLedger _ledger;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private AnswerRecorder(StreamWriter file, ICallLedger ledger) => (_file, _ledger) = (file, ledger);

    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static AnswerRecorder Open(string path, ICallLedger ledger)
    {
        try
        {
            return new AnswerRecorder(new StreamWriter(path, append: false) { NewLine = "\n" }, ledger);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"--record-answers {path}: {problem.Message}");
        }
    }

    public IModel Of(IModel model) => new Listening(model, this);

    public void Dispose() => _file.Dispose();

    private void Write(ModelRequest request, string model, string? answer, bool fromCache)
    {
        string key = CachedVerdict.KeyOf(request, model);
        if (!_written.Add(key))
        {
            return;
        }

        // The newest call is the one that was just answered; an answer of before was paid for by another.
        Money? cost = !fromCache && _ledger.Calls(1) is [{ } last] && last.Plan.VerdictKey == key ? last.End.Cost : null;
        using JsonDocument? parsed = answer is null ? null : JsonDocument.Parse(answer);
        _file.WriteLine(JsonSerializer.Serialize(new
        {
            key,
            purpose = request.Purpose,
            model,
            promptVersion = request.PromptVersion,
            answer = parsed?.RootElement,
            cost = cost?.ToString(),
        }));
        _file.Flush();
    }

    private sealed class Listening(IModel inner, AnswerRecorder recorder) : IModel
    {
        public string Name => inner.Name;

        public async Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation)
        {
            ModelAnswer answer = await inner.Ask(request, cancellation);
            switch (answer)
            {
                case ModelAnswer.Given given:
                    recorder.Write(request, Name, given.Json, given.FromCache);
                    break;
                case ModelAnswer.Refused refused:
                    recorder.Write(request, Name, null, refused.FromCache);
                    break;
                default:
                    break;
            }

            return answer;
        }
    }
}
