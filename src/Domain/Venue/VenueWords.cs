namespace Dutchbook.Domain;

/// <summary>The venue's market states; only <see cref="Active"/> trades and only <see cref="Finalized"/> has paid.</summary>
public enum MarketStatus
{
    Unknown = 0,
    Initialized,
    Inactive,
    Active,
    Closed,
    Determined,
    Disputed,
    Amended,
    Finalized,
}

/// <summary>What a market pays: $1 or nothing, or any value between.</summary>
public enum MarketType
{
    Unknown = 0,
    Binary,
    Scalar,
}

/// <summary>How a market's strike fields cut its observable.</summary>
public enum StrikeType
{
    Unknown = 0,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Between,
    Functional,
    Custom,
    Structured,
}

/// <summary>A market's resolution; <see cref="None"/> until it is determined.</summary>
public enum MarketResult
{
    Unknown = 0,
    None,
    Yes,
    No,
    Scalar,
    Void,
}
