namespace Dutchbook.Domain;

/// <summary>
/// The venue's fee formulas; <see cref="Unknown"/> and <see cref="Flat"/> have no published table and are not
/// traded.
/// </summary>
public enum FeeType
{
    Unknown = 0,
    Quadratic,
    QuadraticWithMakerFees,
    QuadraticWithComboMakerFees,
    Flat,
}
