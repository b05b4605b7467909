using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>
/// Tells each listener that something changed, never what: a slow one gets the newest version and no backlog, whatever happens
/// behind it.
/// </summary>
internal sealed class VersionStream(IDashboardDocuments documents, TimeProvider time)
{
    private const int Most = 32;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private int _listeners;

    /// <summary>False where too many listen already.</summary>
    public async Task<bool> ServeAsync(HttpResponse response, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _listeners) > Most)
        {
            Interlocked.Decrement(ref _listeners);
            return false;
        }

        try
        {
            await TellAsync(response, stop);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The listener left, or the instance ends: both are how a stream is meant to end.
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }

        return true;
    }

    private async Task TellAsync(HttpResponse response, CancellationToken stop)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no";
        long told = -1;
        DateTimeOffset last = time.GetUtcNow();
        using PeriodicTimer timer = new(Step, time);
        do
        {
            DashboardVersion version = documents.Version;
            if (version.Number != told)
            {
                told = version.Number;
                last = time.GetUtcNow();
                await WriteAsync(response, Event(version), stop);
            }
            else if (time.GetUtcNow() - last >= Heartbeat)
            {
                last = time.GetUtcNow();
                await WriteAsync(response, ": here\n\n", stop);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private static string Event(DashboardVersion version)
    {
        string parts = string.Join(',', version.Parts.Select(static part =>
            string.Create(CultureInfo.InvariantCulture, $"\"{part.Key}\":{part.Value}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"event: version\ndata: {{\"version\":{version.Number},\"parts\":{{{parts}}}}}\n\n");
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken stop)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await response.Body.FlushAsync(stop);
    }
}
