using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class QuickLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employers_merged_into_id",
                table: "employers");

            migrationBuilder.CreateIndex(
                name: "ix_employers_merged_into_id",
                table: "employers",
                column: "merged_into_id",
                filter: "merged_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_state_scope_path",
                table: "dangers",
                columns: new[] { "state", "scope_path" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employers_merged_into_id",
                table: "employers");

            migrationBuilder.DropIndex(
                name: "ix_dangers_state_scope_path",
                table: "dangers");

            migrationBuilder.CreateIndex(
                name: "ix_employers_merged_into_id",
                table: "employers",
                column: "merged_into_id");
        }
    }
}
