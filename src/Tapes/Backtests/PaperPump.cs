using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>
/// One turn of a trading loop after the other, and its commands carried out at the paper venue in the tape's time, on one thread. What a
/// command answers at once waits until the turn is over.
/// </summary>
/// <param name="venue">Where commands go.</param>
/// <param name="readDelay">From asking for books to reading them.</param>
/// <param name="clock">The tape's time.</param>
/// <param name="handle">Gives an answer to the loop.</param>
internal sealed class PaperPump(
    PaperVenue venue, TimeSpan readDelay, VirtualClock clock, Func<LoopInput, IReadOnlyList<LoopCommand>> handle)
{
    private readonly Queue<Func<IReadOnlyList<LoopCommand>>> _turns = new();
    private bool _isPumping;

    /// <summary>What the loop broke on; nothing is taken after it.</summary>
    public Exception? Failure { get; private set; }

    public void Turn(Func<IReadOnlyList<LoopCommand>> turn)
    {
        _turns.Enqueue(turn);
        if (_isPumping || Failure is not null)
        {
            return;
        }

        _isPumping = true;
        try
        {
            while (Failure is null && _turns.TryDequeue(out Func<IReadOnlyList<LoopCommand>>? next))
            {
                foreach (LoopCommand command in next())
                {
                    _ = CarryAsync(command);
                }
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Failure = problem;
        }
        finally
        {
            _isPumping = false;
        }
    }

    private async Task CarryAsync(LoopCommand command)
    {
        try
        {
            LoopInput answer = await PaperAnswers.AnswerAsync(command, venue, readDelay, clock);
            Turn(() => handle(answer));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Failure ??= problem;
        }
    }
}
