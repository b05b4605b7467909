using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>A question as it arrived at the model server.</summary>
public sealed record ModelCall
{
    public required string Model { get; init; }

    public required string System { get; init; }

    public required string User { get; init; }

    /// <summary>The schema asked for; null when none was.</summary>
    public required JsonElement? Schema { get; init; }

    public required long MaxTokens { get; init; }

    public required bool InBatch { get; init; }

    /// <summary>How often this server has been asked before.</summary>
    public required int Before { get; init; }
}

/// <summary>What the model server answers: an answer, an error, or a connection that dies.</summary>
public sealed record ModelReply
{
    public string Text { get; init; } = "{}";

    public string StopReason { get; init; } = "end_turn";

    /// <summary>200, or an error status.</summary>
    public int Status { get; init; } = 200;

    public string ErrorType { get; init; } = "api_error";

    public string ErrorMessage { get; init; } = "";

    /// <summary>What <c>error.details.error_code</c> says; empty for none.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>Seconds in the retry-after header; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The connection dies when half of the answer is out.</summary>
    public bool Cut { get; init; }

    /// <summary>Tokens billed for the answer; by default what its length suggests.</summary>
    public long? OutputTokens { get; init; }

    public static ModelReply Json(string text) => new() { Text = text };

    public static ModelReply Error(int status, string type, string message = "") =>
        new() { Status = status, ErrorType = type, ErrorMessage = message };

    public static ModelReply Overloaded { get; } = Error(529, "overloaded_error", "Overloaded");

    public static ModelReply Refusal { get; } = new() { StopReason = "refusal", Text = "" };

    /// <summary>The organisation's spend cap: a 429 without retry-after.</summary>
    public static ModelReply SpendCap { get; } = new()
    {
        Status = 429,
        ErrorType = "rate_limit_error",
        ErrorMessage = "This request would exceed your spend limit.",
        ErrorCode = "enforced_spend_limit_reached",
    };
}
