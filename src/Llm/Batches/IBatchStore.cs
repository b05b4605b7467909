namespace Dutchbook.Llm;

/// <summary>
/// The batches on their way. A batch is written down before it is handed over, so that after a crash it is known that
/// it may be out there; what it holds are calls of the ledger.
/// </summary>
public interface IBatchStore
{
    /// <summary>Writes down that a batch is about to be handed over.</summary>
    long Begin(string model, DateTimeOffset at);

    /// <summary>The provider took it under this id.</summary>
    void Accepted(long batch, string id);

    /// <summary>Nothing more is to be expected of it.</summary>
    void Close(long batch);

    /// <summary>Batches that have not been closed, the oldest first.</summary>
    IReadOnlyList<OpenBatch> Open();
}

/// <summary>A batch whose results have not all been seen.</summary>
/// <param name="Number">Our number of it.</param>
/// <param name="Id">The provider's id; null when nobody saw whether it arrived.</param>
/// <param name="Model">The model asked.</param>
/// <param name="At">When it was about to be handed over.</param>
/// <param name="Calls">The calls in it that have no end yet.</param>
public sealed record OpenBatch(long Number, string? Id, string Model, DateTimeOffset At, IReadOnlyList<RecordedCall> Calls);
