namespace Dutchbook.Execution;

/// <summary>What can happen to an order. The first seven are our own doing; the others the outside world's, in any order.</summary>
public enum OrderSignal
{
    /// <summary>The gate approved it.</summary>
    Approve = 0,

    /// <summary>The gate refused it.</summary>
    Deny,

    /// <summary>Its bytes may leave from now on.</summary>
    BeginSend,

    /// <summary>It will not be sent after all.</summary>
    Withdraw,

    AskCancel,

    /// <summary>It is being looked up.</summary>
    BeginLook,

    /// <summary>The process began anew: whatever was awaited will not come.</summary>
    Restart,

    /// <summary>The answer: taken, and it rests.</summary>
    AnsweredResting,

    /// <summary>The answer: taken, and over.</summary>
    AnsweredEnded,

    /// <summary>The answer: refused, on evidence.</summary>
    AnsweredRefused,

    /// <summary>No answer, or one that proves nothing.</summary>
    AnsweredUnknown,

    /// <summary>The venue shows it resting. Reads lag: it may be dead already.</summary>
    SeenResting,

    /// <summary>The venue shows it dead.</summary>
    SeenEnded,

    /// <summary>A list lacks it, which proves nothing.</summary>
    NotSeen,

    /// <summary>Lists past the fence lack it: it was not taken and will not be.</summary>
    ProvenAbsent,

    /// <summary>A fill, and more may come.</summary>
    FillSeen,

    /// <summary>A fill, and with it all of the order.</summary>
    FilledWhole,
}
