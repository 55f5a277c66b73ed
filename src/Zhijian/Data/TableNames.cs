using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;

namespace Zhijian.Data;

static class TableNames
{
    /// <summary>Plain names for the tables that libraries bring.</summary>
    public static void Apply(ModelBuilder model)
    {
        model.Entity<User>().ToTable("users");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        foreach (var type in model.Model.GetEntityTypes().Where(t => t.GetTableName()!.StartsWith("OpenIddict", StringComparison.Ordinal)))
            type.SetTableName("openiddict_" + type.GetTableName()!["OpenIddict".Length..].ToLowerInvariant());
    }
}
