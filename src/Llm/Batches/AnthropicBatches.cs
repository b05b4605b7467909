using System.Runtime.CompilerServices;
using AB = Anthropic.Models.Messages.Batches;
using AM = Anthropic.Models.Messages;

namespace Dutchbook.Llm;

/// <summary>The Message Batches of Claude (platform.claude.com/docs "Batch processing").</summary>
public sealed class AnthropicBatches(AnthropicConnection connection) : IBatchGateway
{
    public async Task<string> Submit(string model, IReadOnlyList<BatchItem> items, CancellationToken cancellation)
    {
        AB.MessageBatch batch = await connection.Client.Messages.Batches.Create(
            new AB.BatchCreateParams
            {
                Requests = [.. items.Select(item => new AB.Request { CustomID = item.Name, Params = Params(model, item.Request) })],
            },
            cancellation);
        return batch.ID;
    }

    public async Task<BatchState> Look(string id, CancellationToken cancellation) =>
        State(await connection.Client.Messages.Batches.Retrieve(id, cancellationToken: cancellation));

    public async IAsyncEnumerable<BatchState> Recent([EnumeratorCancellation] CancellationToken cancellation)
    {
        AB.BatchListPage page = await connection.Client.Messages.Batches.List(new AB.BatchListParams { Limit = 100 }, cancellation);
        while (true)
        {
            foreach (AB.MessageBatch batch in page.Items)
            {
                yield return State(batch);
            }

            if (!page.HasNext())
            {
                yield break;
            }

            page = await page.Next(cancellation);
        }
    }

    public async IAsyncEnumerable<BatchLine> Results(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (AB.MessageBatchIndividualResponse row in connection.Client.Messages.Batches.ResultsStreaming(
            id, cancellationToken: cancellation))
        {
            yield return Line(row);
        }
    }

    private static AB.Params Params(string model, ModelRequest request) => new()
    {
        Model = model,
        MaxTokens = request.MaxOutputTokens,
        System = new List<AM.TextBlockParam>
        {
            new() { Text = request.System, CacheControl = new AM.CacheControlEphemeral { Ttl = AM.Ttl.Ttl1h } },
        },
        OutputConfig = AnswerFormat.Of(request),
        Messages = [new AM.UserMessageParam(request.User)],
    };

    private static BatchState State(AB.MessageBatch batch) =>
        new(batch.ID, batch.CreatedAt, batch.ProcessingStatus.Raw() == "ended")
        {
            Processing = batch.RequestCounts.Processing,
            Succeeded = batch.RequestCounts.Succeeded,
            Unanswered = batch.RequestCounts.Errored + batch.RequestCounts.Canceled + batch.RequestCounts.Expired,
        };

    private static BatchLine Line(AB.MessageBatchIndividualResponse row)
    {
        if (row.Result.TryPickSucceeded(out AB.MessageBatchSucceededResult? done))
        {
            AM.Message message = done.Message;
            string stop = message.StopReason?.Raw() ?? "";
            return new BatchLine
            {
                Name = row.CustomID,
                Outcome = stop switch
                {
                    "refusal" => CallOutcome.Refused,
                    "end_turn" or "stop_sequence" => CallOutcome.Answered,
                    _ => CallOutcome.Truncated,
                },
                Text = string.Concat(message.Content.Select(static block =>
                    block.TryPickText(out AM.TextBlock? text) ? text.Text : "")),
                Usage = AnthropicUsage.Of(message.Usage),
                Detail = message.ID,
            };
        }

        return new BatchLine
        {
            Name = row.CustomID,
            Outcome = CallOutcome.Failed,
            Detail = row.Result.TryPickErrored(out AB.MessageBatchErroredResult? failed)
                ? $"{failed.Error.Error.Json}"
                : $"{row.Result.Type}",
        };
    }
}
