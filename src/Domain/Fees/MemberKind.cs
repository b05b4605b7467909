namespace Dutchbook.Domain;

/// <summary>How the account is held, which decides the unit that its balance is aligned to after each fill.</summary>
public enum MemberKind
{
    /// <summary>An account with the exchange itself: balances in units of $0.0001.</summary>
    Direct,

    /// <summary>An account cleared through a broker: balances in cents.</summary>
    NonDirect,
}

public static class MemberKindExtensions
{
    /// <summary>The unit of balances, called g in the venue's rounding rule (fee rounding).</summary>
    public static Money BalanceUnit(this MemberKind member) => member switch
    {
        MemberKind.Direct => Money.FromMicros(100),
        MemberKind.NonDirect => Money.FromMicros(10_000),
    };
}
